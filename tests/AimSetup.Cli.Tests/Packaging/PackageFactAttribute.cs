using System.Runtime.CompilerServices;

namespace AimSetup.Cli.Tests.Packaging;

/// <summary>A test of the NuGet packages that the target pack has made, skipped where it has not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = (file, line);
        if (Packages.Files.Count == 0)
            Skip = "artifacts/packages/ is empty: run the target pack first.";
    }
}
