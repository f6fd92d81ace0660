using System.Text.RegularExpressions;

namespace AimSetup.InstallTests.Support;

/// <summary>
/// The grammar of conditions in the Windows Installer reference, "Conditional Statement Syntax", as far as names of
/// properties, texts and numbers go.
/// </summary>
internal sealed partial class ConditionSyntax
{
    private static readonly string[] Operators = ["=", "<>", ">", ">=", "<", "<=", "><", "<<", ">>", "~=", "~<>"];
    private readonly List<string> _tokens;
    private int _at;

    private ConditionSyntax(List<string> tokens) => _tokens = tokens;

    /// <summary>Whether a condition is well-formed.</summary>
    public static bool IsValid(string condition)
    {
        List<string> tokens = [];
        var at = 0;
        while (at < condition.Length)
        {
            var match = Token().Match(condition, at);
            if (!match.Success || match.Index != at)
                return false;
            at += match.Length;
            if (match.Value.Trim().Length > 0)
                tokens.Add(match.Value);
        }
        var syntax = new ConditionSyntax(tokens);
        return syntax.Expression() && syntax._at == tokens.Count;
    }

    private string Next => _at < _tokens.Count ? _tokens[_at] : "";

    private bool Expression()
    {
        do
        {
            while (Take("NOT"))
            {
            }
            if (Take("("))
            {
                if (!Expression() || !Take(")"))
                    return false;
            }
            else if (!Value() || (Operators.Contains(Next) && !(_at++ >= 0 && Value())))
            {
                return false;
            }
        }
        while (Take("AND") || Take("OR"));
        return true;
    }

    private bool Value()
    {
        if (Next is "" or "AND" or "OR" or "NOT" or "(" or ")" || Operators.Contains(Next))
            return false;
        _at++;
        return true;
    }

    private bool Take(string token)
    {
        if (!Next.Equals(token, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    [GeneratedRegex("""\s+|[%$?&!]?[A-Za-z_][A-Za-z0-9_.]*|"[^"]*"|-?[0-9]+|~?<>|~=|>=|<=|><|<<|>>|[=<>()]""")]
    private static partial Regex Token();
}
