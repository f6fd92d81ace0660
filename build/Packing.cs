namespace AimSetup.Build;

/// <summary>The target pack: the NuGet packages for MSIs and for the applications in them, of what the build has made on this machine.</summary>
internal sealed class Packing(Repository repository, Steps steps)
{
    // What the packages can have, and why it may not be there.
    private static readonly (string Path, string Why)[] Optional =
    [
        ("wix/AimSetup.wixlib", "WiX makes it, on Windows (WithWix); the package has the sources instead"),
        ("dtf/AimSetup.CustomActions.dll", "SfxCA packs it, on Windows (WithWix); the native DLL is in"),
        ("symbols/dtf/AimSetup.CustomActions.Dtf.pdb", "goes with the DTF host"),
        ("native/AimSetup.CustomActions.dll", "the native host was not built"),
        ("symbols/native/AimSetup.CustomActions.Native.pdb", "the native host was not built"),
        ("cli/aimsetup", "the Linux program is made on Linux"),
        ("cli/win-x64/aimsetup.exe", "the Windows program was not built"),
    ];

    private const string Main = "installer/Package/AimSetup.Package.csproj";

    private string Folder => repository.Artifact("packages");

    public void Run()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Pack("pack", Main);
        Pack("pack symbols", Main, "-p:Symbols=true");
        Pack("pack core", "src/AimSetup/AimSetup.csproj", "--no-build");
        Pack("pack client", "src/AimSetup.Client/AimSetup.Client.csproj", "--no-build");
    }

    /// <summary>Prints what was packed and what this machine could not put in.</summary>
    public void Report()
    {
        foreach (var file in Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal))
            Console.WriteLine($"{Path.GetRelativePath(repository.Root, file)}, {new FileInfo(file).Length / 1024} KB");
        foreach (var (path, why) in Optional.Where(o => !File.Exists(repository.Artifact(o.Path))))
            Console.WriteLine($"left out: {path}: {why}");
    }

    private void Pack(string step, string project, params string[] more) =>
        steps.Run(step, "dotnet", ["pack", project, "-c", "Release", "--no-restore", "-o", Folder, .. more]);
}
