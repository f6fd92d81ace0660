using System.Diagnostics;
using System.IO.Compression;

namespace AimSetup.Cli.Tests.Packaging;

/// <summary>The NuGet package, made of stand-ins for what the build makes.</summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        Write("artifacts/native/AimSetup.CustomActions.dll", "native");
        Write("artifacts/cli/win-x64/aimsetup.exe", "exe");
        Write("artifacts/cli/aimsetup", "#!/bin/sh\necho \"$@\" >> \"$AIMSETUP_TEST_CALLS\"\n");
        Dotnet("pack", Path.Combine(Root(), "installer", "Package", "AimSetup.Package.csproj"), "-c", "Release", "--no-restore", "-o", Combine("feed"), $"-p:ArtifactsRoot={Combine("artifacts")}/");
        using var archive = ZipFile.OpenRead(Directory.GetFiles(Combine("feed"), "*.nupkg").Single());
        Files = [.. archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)];
    }

    /// <summary>What is in it.</summary>
    public IReadOnlyList<string> Files { get; }

    private string Folder { get; } = Directory.CreateTempSubdirectory("aimsetup-pack-").FullName;

    public string Combine(params string[] names) => Path.Combine([Folder, .. names]);

    public string Write(string name, string text)
    {
        var path = Combine(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the .NET SDK; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NUGET_PACKAGES"] = arguments[0] == "pack" ? Environment.GetEnvironmentVariable("NUGET_PACKAGES") : Combine("packages");
        start.Environment["AIMSETUP_TEST_CALLS"] = Combine("calls.txt");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
