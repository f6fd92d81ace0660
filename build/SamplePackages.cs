namespace AimSetup.Build;

/// <summary>
/// The sample client's packages, on Linux: as the vendor makes them, by wixl, and then with AimSetup put in (the names with
/// "-aim", and "-ui" with the page). Those in test/ can be made to fail late, and exist in two versions.
/// </summary>
internal sealed class SamplePackages(Repository repository, Steps steps)
{
    private const string FailingDll = "FailLater.dll";

    private string Folder => repository.Artifact("sample");

    public void Build()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "test"));
        steps.Run("sample packages", log => First(
            () => Failing(log),
            () => Package(log, "SampleClient.msi", "1.0.0"),
            () => Package(log, "test/SampleClient-test.msi", "1.0.0", "-D", "FailingDll=" + FailingDll),
            () => Package(log, "test/SampleClient-test-2.0.0.msi", "2.0.0", "-D", "FailingDll=" + FailingDll)));
        steps.Run("inject AimSetup", log => First(
            () => Inject(log, "SampleClient.msi", "SampleClient-aim.msi"),
            () => Inject(log, "test/SampleClient-test.msi", "test/SampleClient-test-aim.msi"),
            () => Inject(log, "test/SampleClient-test.msi", "test/SampleClient-test-ui.msi", "--ui"),
            () => Inject(log, "test/SampleClient-test-2.0.0.msi", "test/SampleClient-test-2.0.0-aim.msi")));
    }

    private static int First(params Func<int>[] programs) =>
        programs.Select(p => p()).FirstOrDefault(code => code != 0);

    private int Failing(TextWriter log) =>
        CrossDll.Make(Path.Combine(repository.Root, "installer", "SampleClient", "FailLater.c"), Folder, FailingDll, log);

    // wixl takes the paths of files only as relative ones, seen from its working folder.
    private int Package(TextWriter log, string output, string version, params string[] more)
    {
        var source = Path.Combine(repository.Root, "installer", "SampleClient", "SampleClient.wxs");
        string[] arguments = ["-a", "x64", "-D", "Version=" + version, "-D", "Exe=client/SampleClient.exe", .. more, "-o", output, source];
        return Written(output, () => Tool.Run("wixl", arguments, Folder, log));
    }

    private int Inject(TextWriter log, string vendor, string output, params string[] more) =>
        Written(output, () => Tool.Run(repository.Artifact("cli", "aimsetup"), ["inject", vendor, "--output", output, .. more], Folder, log));

    // Neither tool is to change what an earlier run left, and an exit code of 0 must mean that there is a package.
    private int Written(string output, Func<int> program)
    {
        var path = Path.Combine(Folder, output);
        File.Delete(path);
        var code = program();
        return code == 0 && !File.Exists(path) ? throw new FileNotFoundException($"No error was reported, but {path} was not written.") : code;
    }
}
