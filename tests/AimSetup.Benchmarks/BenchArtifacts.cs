using AimSetup.TestSupport;

namespace AimSetup.Benchmarks;

/// <summary>Where the benchmarks find what they use, and put what they find.</summary>
internal static class BenchArtifacts
{
    /// <summary>The results.</summary>
    public static string Folder { get; } = Path.Combine(Artifacts.Folder, "bench");

    /// <summary>The sample client's package with four custom actions that do nothing.</summary>
    public static string Floor { get; } = Path.Combine(Folder, "SampleClient-floor.msi");

    /// <summary>The command line.</summary>
    public static string Cli { get; } = Path.Combine(Artifacts.Folder, "cli", OperatingSystem.IsWindows() ? "aimsetup.exe" : "aimsetup");
}
