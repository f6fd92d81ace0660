using System.CommandLine;

namespace AimSetup.Cli;

/// <summary>Says what is wrong with a command line without repeating what may be a secret that somebody typed there.</summary>
internal static class CommandLineFault
{
    private static readonly string[] SecretOptions = ["--secret", "--client-secret", "--password", "--new-secret", "--initial-access-token"];

    public static string Describe(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
            return string.Join(" ", parsed.Errors.Select(e => e.Message.ReplaceLineEndings(" ")));
        var names = parsed.UnmatchedTokens.Where(t => t.StartsWith('-')).Select(t => t.Split('=', ':')[0]).ToList();
        if (names.FirstOrDefault(n => SecretOptions.Contains(n)) is { } secret)
            return $"{secret} does not exist: secrets are never arguments, which others on this machine can see. Give {secret.Replace("--client-secret", "--secret", StringComparison.Ordinal)}-file or …-env, or wait to be asked; and replace a secret that was typed here.";
        return names.Count > 0
            ? $"Unknown: {string.Join(", ", names)}."
            : parsed.CommandResult.Command is RootCommand ? "There is no such command." : "An argument has no place there.";
    }
}
