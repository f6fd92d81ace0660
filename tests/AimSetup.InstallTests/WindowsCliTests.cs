namespace AimSetup.InstallTests;

/// <summary>The command line for Windows, which edits packages through msi.dll.</summary>
public sealed class WindowsCliTests : InstallScenario
{
    private static readonly string[] Tables = ["CustomAction", "InstallExecuteSequence", "Property", "Error", "ActionText", "Binary"];
    private static readonly string[] PageTables = ["Dialog", "Control", "ControlEvent", "ControlCondition", "EventMapping", "TextStyle", "InstallUISequence", "AdminUISequence"];

    [InstallerFact]
    public async Task Inject_WritesTheSameRows_AsTheCommandLineForLinux()
    {
        // msiinfo, which reads the rows, is a Linux tool.
        if (OperatingSystem.IsWindows())
            return;
        var output = await InjectAsync(Artifacts.SamplePlain, 0);

        foreach (var table in Tables)
            Assert.Equal(Rows(Artifacts.Sample, table), Rows(output, table));
    }

    [InstallerFact]
    public async Task Inject_WritesTheSamePage_AsTheCommandLineForLinux()
    {
        if (OperatingSystem.IsWindows())
            return;
        var output = await InjectAsync(Artifacts.Plain, 0, "--ui");

        foreach (var table in Tables.Concat(PageTables))
            Assert.Equal(Rows(Artifacts.TreatedPage, table), Rows(output, table));
    }

    [InstallerFact]
    public async Task Inject_MakesAPackageThatRegistersTheClient()
    {
        var output = await InjectAsync(Artifacts.SamplePlain, 0);

        await SucceedAsync(Machine.InstallAsync(output, FullProperties().ToArguments()), Ending.Created);

        AssertInstalled();
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [InstallerFact]
    public async Task Inject_RefusesAndWritesNothing_WhenThePackageIsTreatedAlready() =>
        Assert.False(File.Exists(await InjectAsync(Artifacts.Sample, 4)));

    private async Task<string> InjectAsync(string package, int expected, params string[] more)
    {
        const string output = @"C:\ProgramData\injected.msi";
        File.Delete(Machine.ToHostPath(output));
        var code = await Machine.RunProgramAsync([Machine.ToInstallerPath(Artifacts.WindowsCli), "inject", Machine.ToInstallerPath(package), "--output", output, .. more]);
        Assert.Equal(expected, code);
        return Machine.ToHostPath(output);
    }

    private static IEnumerable<string> Rows(string package, string table) => MsiInfo.Rows(package, table).Order(StringComparer.Ordinal);
}
