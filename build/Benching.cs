namespace AimSetup.Build;

/// <summary>The target bench.</summary>
internal sealed class Benching(Repository repository, Steps steps)
{
    private const string MsiImports = "/usr/x86_64-w64-mingw32/lib/libmsi.a";

    /// <param name="arguments">Those of tests/AimSetup.Benchmarks.</param>
    public int Run(IReadOnlyList<string> arguments)
    {
        if (!OperatingSystem.IsWindows())
            steps.Run("package of the floor", Floor);
        return Tool.Run("dotnet", ["run", "--project", "tests/AimSetup.Benchmarks", "-c", "Release", "--no-build", "--", .. arguments], repository.Root);
    }

    private int Floor(TextWriter log)
    {
        var folder = Directory.CreateDirectory(repository.Artifact("bench")).FullName;
        var source = Path.Combine(repository.Root, "tests", "AimSetup.Benchmarks", "Installs", "NoOp.c");
        var code = CrossDll.Make(source, folder, "NoOp.dll", log, MsiImports);
        return code != 0 ? code : Tool.Run(
            repository.Artifact("cli", "aimsetup"),
            ["inject", repository.Artifact("sample", "SampleClient.msi"), "--dll", "NoOp.dll", "--output", "SampleClient-floor.msi", "--overwrite"], folder, log);
    }
}
