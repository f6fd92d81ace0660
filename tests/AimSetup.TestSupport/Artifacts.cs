namespace AimSetup.TestSupport;

/// <summary>What the build has made. AIMSETUP_TEST_MSI names another package, already treated, for the tests to use.</summary>
public static class Artifacts
{
    /// <summary>The folder of the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The folder with all that the build makes.</summary>
    public static string Folder { get; } = Path.Combine(Root, "artifacts");

    /// <summary>The sample client, version 1.0.0, with AimSetup; FAILLATER=1 makes an install fail after AimRegister.</summary>
    public static string Treated { get; } =
        Environment.GetEnvironmentVariable("AIMSETUP_TEST_MSI") is { Length: > 0 } other ? other : Test("SampleClient-test-aim.msi");

    /// <summary>The sample client as a vendor ships it, with AimSetup.</summary>
    public static string Sample { get; } = Path.Combine(Root, "artifacts", "sample", "SampleClient-aim.msi");

    /// <summary>The sample client as the vendor makes it.</summary>
    public static string SamplePlain { get; } = Path.Combine(Root, "artifacts", "sample", "SampleClient.msi");

    /// <summary>The native host of the actions.</summary>
    public static string NativeDll { get; } = Path.Combine(Root, "artifacts", "native", "AimSetup.CustomActions.dll");

    /// <summary>The command line for Windows.</summary>
    public static string WindowsCli { get; } = Path.Combine(Root, "artifacts", "cli", "win-x64", "aimsetup.exe");

    /// <summary>The same with the page of an interactive installation; AIMSETUP_TEST_UI_MSI names another package.</summary>
    public static string TreatedPage { get; } =
        Environment.GetEnvironmentVariable("AIMSETUP_TEST_UI_MSI") is { Length: > 0 } other ? other : Test("SampleClient-test-ui.msi");

    /// <summary>Version 2.0.0 of the same, for a major upgrade.</summary>
    public static string TreatedUpgrade { get; } = Test("SampleClient-test-2.0.0-aim.msi");

    /// <summary>The sample client, version 1.0.0, as the vendor makes it.</summary>
    public static string Plain { get; } = Test("SampleClient-test.msi");

    /// <summary>The stand-in for powershell.exe, for Windows.</summary>
    public static string PowerShellStandIn { get; } = Path.Combine(Root, "artifacts", "test-tools", "powershell", "AimSetup.PowerShellStandIn.exe");

    /// <summary>What is missing; empty: nothing.</summary>
    public static IReadOnlyList<string> Missing { get; } = [.. new[] { Treated, TreatedUpgrade, Plain, Sample, SamplePlain, WindowsCli }.Where(file => !File.Exists(file))];

    private static string Test(string name) => Path.Combine(Root, "artifacts", "sample", "test", name);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
