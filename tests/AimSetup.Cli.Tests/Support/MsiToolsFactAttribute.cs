using System.Runtime.CompilerServices;

namespace AimSetup.Cli.Tests.Support;

/// <summary>A test that builds and reads MSIs with wixl and msitools, skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MsiToolsFactAttribute : FactAttribute
{
    public MsiToolsFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = (file, line);
        var missing = MsiTools.Missing();
        if (missing.Count > 0)
            Skip = $"needs {string.Join(", ", missing)} (apt-get install wixl msitools)";
    }
}
