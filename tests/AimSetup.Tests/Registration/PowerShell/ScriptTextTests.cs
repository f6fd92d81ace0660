using System.Management.Automation.Language;
using AimSetup.Registration.PowerShell;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>The scripts by PowerShell's own grammar. The engine is newer than Windows PowerShell 5.1, so what only it knows is looked for.</summary>
public sealed class ScriptTextTests
{
    public static TheoryData<string> Scripts => ["Pcs", "Mes"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_IsValid_ByTheGrammar(string name)
    {
        Parser.ParseInput(Text(name), out _, out var errors);
        Assert.Empty(errors.Select(e => e.ToString()));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_HasNothingThatOnlyPowerShell7Knows(string name)
    {
        var tree = Parser.ParseInput(Text(name), out var tokens, out _);
        TokenKind[] newer =
        [
            TokenKind.AndAnd, TokenKind.OrOr, TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals,
            TokenKind.QuestionDot, TokenKind.QuestionLBracket, TokenKind.Clean,
        ];
        Assert.Empty(tokens.Where(t => newer.Contains(t.Kind)).Select(t => t.Extent.Text));
        Assert.Empty(tree.FindAll(a => a is TernaryExpressionAst or PipelineChainAst, true).Select(a => a.Extent.Text));
        Assert.Empty(tree.FindAll(a => a is PipelineAst { Background: true }, true).Select(a => a.Extent.Text));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_MakesNoCodeOfText(string name)
    {
        var tree = Parser.ParseInput(Text(name), out _, out _);
        string[] forbidden = ["Invoke-Expression", "iex", "Start-Transcript", "Write-Host", "Set-Content", "Out-File", "Add-Content", "Tee-Object", "Start-Process", "ConvertTo-SecureString", "ConvertFrom-Json", "ConvertTo-Json"];
        var commands = tree.FindAll(a => a is CommandAst, true).Cast<CommandAst>().Select(c => c.GetCommandName()).OfType<string>();
        Assert.Empty(commands.Intersect(forbidden, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(tree.FindAll(a => a is InvokeMemberExpressionAst { Member: StringConstantExpressionAst { Value: "Create" or "InvokeScript" or "NewScriptBlock" or "ExpandString" } }, true).Select(a => a.Extent.Text));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_FitsIntoAWindowsCommandLine(string name) =>
        Assert.InRange(PowerShellScript.Encode(Text(name)).Length, 1, 32_767 - 500);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_IsTheSameProgram_WithoutItsComments(string name)
    {
        using var stream = typeof(PowerShellScript).Assembly.GetManifestResourceStream(name == "Pcs" ? "Pcs.ps1" : "MesScript.ps1")!;
        using var reader = new StreamReader(stream);
        Assert.Equal(Meaning(reader.ReadToEnd()), Meaning(Text(name)));
    }

    private static string Text(string name) => name == "Pcs" ? PowerShellScript.Pcs : PowerShellScript.Mes;

    private static string[] Meaning(string script)
    {
        Parser.ParseInput(script, out var tokens, out _);
        return [.. tokens.Where(t => t.Kind is not (TokenKind.Comment or TokenKind.NewLine)).Select(t => $"{t.Kind} {t.Text}")];
    }
}
