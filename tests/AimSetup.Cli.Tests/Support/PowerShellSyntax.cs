using AimSetup.TestSupport.Shells;

namespace AimSetup.Cli.Tests.Support;

/// <summary>Asks a PowerShell's own parser about a script.</summary>
internal static class PowerShellSyntax
{
    /// <summary>What is wrong with a script, one line each; empty: nothing.</summary>
    public static async Task<string> ErrorsAsync(string path)
    {
        var run = await PowerShellRun.CommandAsync(
            $$"""
            $problems = $null
            $tokens = $null
            [void] [System.Management.Automation.Language.Parser]::ParseFile('{{path.Replace("'", "''", StringComparison.Ordinal)}}', [ref] $tokens, [ref] $problems)
            foreach ($p in $problems) { "$($p.Extent.StartLineNumber): $($p.Message)" }
            """);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Trim();
    }
}
