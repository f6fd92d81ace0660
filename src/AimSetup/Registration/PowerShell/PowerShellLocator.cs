using System.Runtime.InteropServices;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// Which PowerShell is used. By default Windows PowerShell in the system folder and nothing else: neither PATH nor a property
/// can name another one, since an elevated action runs it.
/// </summary>
public sealed class PowerShellLocator
{
    private readonly string? _path;

    private PowerShellLocator(string? path) => _path = path;

    /// <summary>Windows PowerShell of this machine.</summary>
    public static PowerShellLocator System { get; } = new(null);

    /// <summary>Whether it is that of the system folder.</summary>
    public bool IsSystem => _path is null;

    /// <summary>Put into the environment of the process in addition. Only for another PowerShell than the system's; never secrets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What runs a script on its input in place of a process; null: a process does.</summary>
    internal Func<string, string, CancellationToken, Task<PowerShellOutput>>? Run { get; private init; }

    /// <summary>Another PowerShell, for programs that choose one themselves: <c>pwsh</c>, or that of a test.</summary>
    /// <param name="path">The full path of the program.</param>
    /// <returns>The choice.</returns>
    public static PowerShellLocator At(string path) => new(path);

    /// <summary>Another PowerShell with variables of its own.</summary>
    /// <param name="path">The full path of the program.</param>
    /// <param name="variables">Put into its environment.</param>
    /// <returns>The choice.</returns>
    public static PowerShellLocator At(string path, IReadOnlyDictionary<string, string> variables) => new(path) { Variables = variables };

    /// <summary>No process at all, for tests that ask thousands of times.</summary>
    /// <param name="run">Gets a script and its input, and gives what PowerShell would write.</param>
    internal static PowerShellLocator InProcess(Func<string, string, CancellationToken, Task<PowerShellOutput>> run) => new(null) { Run = run };

    /// <summary>Finds the program.</summary>
    /// <param name="whyNot">Why there is none.</param>
    /// <returns>Its full path; null: there is none.</returns>
    public string? Find(out string whyNot)
    {
        whyNot = "";
        var path = _path;
        if (path is null)
        {
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                whyNot = "this is not Windows";
                return null;
            }
            path = Path.Combine(SystemFolder(), "WindowsPowerShell", "v1.0", "powershell.exe");
        }
        if (File.Exists(path))
            return path;
        whyNot = $"{path} does not exist";
        return null;
    }

    // A 32-bit process sees the 32-bit System32; the other one has the modules of 64-bit products.
    private static string SystemFolder()
    {
        var system = Environment.SystemDirectory;
        var native = Path.Combine(Path.GetDirectoryName(system) ?? system, "Sysnative");
        return Environment.Is64BitOperatingSystem && !Environment.Is64BitProcess && Directory.Exists(native) ? native : system;
    }
}
