namespace AimSetup.TestSupport.Shells;

/// <summary>
/// The PowerShell that tests run: the one that AIMSETUP_POWERSHELL names, else powershell.exe or pwsh on the PATH, else the
/// engine host among the tests, which is the real engine and language with stand-ins for some cmdlets.
/// </summary>
public static class PowerShellUnderTest
{
    /// <summary>The environment variable that names a PowerShell.</summary>
    public const string Variable = "AIMSETUP_POWERSHELL";

    /// <summary>An allowance of time that no slow machine uses up, however often a PowerShell has to start; no test waits for its end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private const string EngineHostName = "AimSetup.PowerShellHost";

    /// <summary>Its full path; null when there is none.</summary>
    public static string? Program { get; } = Find();

    /// <summary>Whether it is the engine host and not a PowerShell as Microsoft ships it.</summary>
    public static bool IsEngineHost => Path.GetFileNameWithoutExtension(Program) == EngineHostName
        || Path.GetFileName(Program) == EngineHostName;

    /// <summary>Why tests that need a PowerShell, of whatever kind, cannot run; null: they can.</summary>
    public static string? Missing => Program is not null ? null
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? $"{Variable} names {named}, which does not exist."
        : $"There is no PowerShell: set {Variable}, or build tests/{EngineHostName}.";

    /// <summary>Why tests that need a PowerShell as Microsoft ships it cannot run; null: they can.</summary>
    public static string? MissingRealShell => Missing ?? (IsEngineHost
        ? $"There is no PowerShell but the engine host of the tests: install one, or set {Variable}."
        : null);

    /// <summary>Which one it is, for the output of tests.</summary>
    public static string Description => Program is null ? Missing! : IsEngineHost ? $"engine host {Program}" : $"PowerShell {Program}";

    /// <summary>
    /// Where it finds modules, when a test adds no folder; null: nowhere but where it looks by itself. Windows PowerShell gets the
    /// folders of the machine: those of a PowerShell 7 that the tests were started from have modules that it cannot load.
    /// </summary>
    public static string? ModulePath => Environment.GetEnvironmentVariable(
        "PSModulePath",
        OperatingSystem.IsWindows() && IsWindowsPowerShell ? EnvironmentVariableTarget.Machine : EnvironmentVariableTarget.Process);

    private static bool IsWindowsPowerShell => string.Equals(Path.GetFileName(Program), "powershell.exe", StringComparison.OrdinalIgnoreCase);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? Path.GetFullPath(named) : null;
        string[] names = OperatingSystem.IsWindows() ? ["powershell.exe", "pwsh.exe"] : ["pwsh"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? EngineHost();
    }

    // The tests lie in bin/CONFIGURATION/net10.0, and so does the host.
    private static string? EngineHost()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(
            Artifacts.Root, "tests", EngineHostName, "bin", framework.Parent!.Name, framework.Name,
            OperatingSystem.IsWindows() ? EngineHostName + ".exe" : EngineHostName);
        return File.Exists(file) ? file : null;
    }
}
