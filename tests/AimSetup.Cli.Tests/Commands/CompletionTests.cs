using System.Diagnostics;
using AimSetup.Cli.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Cli.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("rot", "rotate")]
    [InlineData("register --gen", "--generate-secret")]
    [InlineData("doctor --tok", "--token-server")]
    [InlineData("rotate --no", "--no-prompt")]
    public async Task Bash_CompletesTheLine_WithTheScript(string typed, string expected)
    {
        if (!File.Exists("/bin/bash"))
            return;
        using var folder = new TemporaryFolder();
        var script = (await RunAsync(folder, "completion", "bash")).Output;
        folder.Write("completion.sh", script);
        folder.Write("test.sh", $$"""
            aimsetup() { dotnet '{{CliProcess.Program}}' "$@"; }
            . ./completion.sh
            COMP_LINE='aimsetup {{typed}}'
            COMP_POINT=${#COMP_LINE}
            COMP_WORDS=($COMP_LINE)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _aimsetup
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "test.sh"]) { RedirectStandardOutput = true, WorkingDirectory = folder.Path };
        using var bash = Process.Start(start)!;
        var replies = await bash.StandardOutput.ReadToEndAsync();
        await CliProcess.WaitAsync(bash);
        Assert.Equal([expected], replies.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Trait("Category", "PowerShell")]
    [PowerShellFact]
    public async Task PowerShell_ParsesTheScript()
    {
        using var folder = new TemporaryFolder();
        var script = (await RunAsync(folder, "completion", "powershell")).Output;
        var path = folder.Write("completion.ps1", script);
        Assert.Equal("", await PowerShellSyntax.ErrorsAsync(path));
    }

    [Trait("Category", "PowerShell")]
    [PowerShellTheory(NeedsRealShell = true)]
    [InlineData(null)]
    [InlineData("Set-Alias gs Get-Service # ünïcode")]
    public async Task PowerShell_GetsTheScriptIntoItsProfile_AsTheHelpSays(string? before)
    {
        using var folder = new TemporaryFolder();
        var help = (await RunAsync(folder, "completion", "--help")).Output;
        var command = help.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("PowerShell: ", StringComparison.Ordinal))["PowerShell: ".Length..];
        var profile = folder.Combine("new", "profile.ps1");
        if (before is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(profile)!);
            await File.WriteAllTextAsync(profile, before);
        }

        var run = await PowerShellRun.CommandAsync($"$PROFILE = '{profile}'; function aimsetup {{ dotnet '{CliProcess.Program}' @args }}; {command}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("", await PowerShellSyntax.ErrorsAsync(profile));
        var lines = await File.ReadAllLinesAsync(profile);
        Assert.Equal(before ?? "", lines[0]);
        Assert.StartsWith("Register-ArgumentCompleter", lines[1], StringComparison.Ordinal);
    }

    private static Task<CliRun> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        CliProcess.RunAsync(folder.Path, new Dictionary<string, string>(), "", arguments);
}
