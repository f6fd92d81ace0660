using System.Text.Json.Nodes;
using AimSetup.TestSupport.Shells;
using Xunit.Abstractions;

namespace AimSetup.Emulator.Tests.Shells;

/// <summary>What tests count on in a PowerShell, whichever it is; the engine host has to agree with the real ones.</summary>
[Trait("Category", "PowerShell")]
public sealed class ShellContractTests(ITestOutputHelper output)
{
    [PowerShellTheory]
    [InlineData("1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'x'", 1)]
    [InlineData("Write-Error x", 1)]
    [InlineData("No-SuchCommand", 1)]
    [InlineData("if (", 1)]
    [InlineData("Write-Error x; 1 # a comment", 0)]
    public async Task ExitCode_TellsTheOutcome_WhenACommandEnds(string command, int expected)
    {
        output.WriteLine(PowerShellUnderTest.Description);

        Assert.Equal(expected, (await PowerShellRun.CommandAsync(command)).ExitCode);
    }

    [PowerShellFact]
    public async Task StandardInput_BecomesInput_WhenTheCommandNamesIt()
    {
        var run = await PowerShellRun.CommandAsync("foreach ($line in $input) { \"<$line>\" }", input: "a\nb c\n");

        Assert.Equal("<a>\n<b c>\n", run.Output.ReplaceLineEndings("\n"));
    }

    [PowerShellFact]
    public async Task StandardInput_IsLeftToTheCommand_WhenTheCommandDoesNotNameIt()
    {
        var run = await PowerShellRun.CommandAsync("[Console]::Out.Write([Console]::In.ReadToEnd())", input: "a\nb\n");

        Assert.Equal("a\nb\n", run.Output.ReplaceLineEndings("\n"));
    }

    [PowerShellFact]
    public async Task Json_ArrivesUnchanged_WhenItIsReadAndWritten()
    {
        const string json = """{"text":"a\"b\\c\u00e4\n","list":[1,2.5,true,null],"inner":{"empty":[]}}""";

        var run = await PowerShellRun.CommandAsync($"ConvertFrom-Json '{json}' | ConvertTo-Json -Compress -Depth 5");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(run.Output)), run.Output + run.Error);
    }

    [PowerShellFact]
    public async Task MandatoryParameter_IsAnError_WhenNobodyCanBeAsked()
    {
        var run = await PowerShellRun.CommandAsync(
            "function f { param([Parameter(Mandatory = $true)] $A) $A }\ntry { f } catch { $_.FullyQualifiedErrorId }");

        Assert.Equal("MissingMandatoryParameter,f", run.Output.Trim());
    }

    [PowerShellTheory]
    [InlineData("'out'; Write-Host 'shown'; Write-Error 'problem'")]
    [InlineData("'out'; Write-Host 'shown'; throw 'problem'")]
    [InlineData("$ErrorActionPreference = 'Stop'; 'out'; Write-Host 'shown'; Write-Error 'problem'")]
    public async Task Errors_GoToStandardError_WhenTheyAreNotCaught(string command)
    {
        var run = await PowerShellRun.CommandAsync(command);

        Assert.Equal("out\nshown\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Contains("problem", run.Error, StringComparison.Ordinal);
    }
}
