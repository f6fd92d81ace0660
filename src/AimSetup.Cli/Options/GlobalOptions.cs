using System.CommandLine;

namespace AimSetup.Cli.Options;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>One JSON document on standard output instead of lines for people.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document to standard output instead of lines for people.", Recursive = true };

    /// <summary>What goes on meanwhile.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say on standard error what is asked and answered; never a secret.", Recursive = true };

    /// <summary>Nobody is asked for what is missing.</summary>
    public static Option<bool> NoPrompt { get; } = new("--no-prompt") { Description = "Ask nobody: where something is missing, end with code 2.", Recursive = true };

    public static bool IsJson(ParseResult parsed, IReadOnlyList<string> args) =>
        parsed.Errors.Count == 0 ? parsed.GetValue(Json) : args.TakeWhile(a => a != "--").Contains("--json");
}
