namespace AimSetup.Build;

/// <summary>The target pack: the NuGet package for those who author MSIs, of what the build has made on this machine.</summary>
internal sealed class Packing(Repository repository, Steps steps)
{
    // What the package can have, and why it may not be there.
    private static readonly (string Path, string Why)[] Optional =
    [
        ("wix/AimSetup.wixlib", "WiX makes it, on Windows (WithWix); the package has the sources instead"),
        ("dtf/AimSetup.CustomActions.dll", "SfxCA packs it, on Windows (WithWix); the native DLL is in"),
        ("native/AimSetup.CustomActions.dll", "the native host was not built"),
        ("cli/aimsetup", "the Linux program is made on Linux"),
        ("cli/win-x64/aimsetup.exe", "the Windows program was not built"),
    ];

    public int Run()
    {
        var folder = repository.Artifact("packages");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        steps.Run("pack", "dotnet", "pack", "installer/Package/AimSetup.Package.csproj", "-c", "Release", "--no-restore", "-o", folder);
        foreach (var file in Directory.EnumerateFiles(folder))
            Console.WriteLine($"{Path.GetRelativePath(repository.Root, file)}, {new FileInfo(file).Length / 1024} KB");
        foreach (var (path, why) in Optional.Where(o => !File.Exists(repository.Artifact(o.Path))))
            Console.WriteLine($"left out: {path}: {why}");
        return 0;
    }
}
