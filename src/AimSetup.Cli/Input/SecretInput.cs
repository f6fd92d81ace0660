using System.Text;
using AimSetup.Cli.Output;
using AimSetup.CustomActions.Settings;

namespace AimSetup.Cli.Input;

/// <summary>Gets secrets from where they may come from.</summary>
/// <param name="isPromptAllowed">Whether a person may be asked, where there is one.</param>
/// <param name="cancellationToken">Ends waiting for a person.</param>
internal sealed class SecretInput(bool isPromptAllowed, CancellationToken cancellationToken)
{
    // One for the process: the byte order mark is that of all lines.
    private static readonly Lazy<SecretLines> Lines = new(() => new SecretLines(Console.OpenStandardInput()));

    /// <summary>Whether a person can be asked, and may be.</summary>
    public bool CanAsk => isPromptAllowed && Terminal.CanAsk;

    /// <summary>Reads an environment variable.</summary>
    public static string FromVariable(string option, string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new CliException(ExitCode.CommandLine, $"{option} names the environment variable '{name}', which is not set or empty.");

    /// <summary>Reads a file that holds nothing else.</summary>
    public static string FromFile(string option, string path) =>
        SettingsFiles.ReadText(path, out var text) is { } problem
            ? throw new CliException(ExitCode.CommandLine, $"{option} is '{path}', which {problem}.")
            : text;

    /// <summary>Reads the next line of standard input; a person at a terminal is asked for it.</summary>
    public string NextLine(string option, string what)
    {
        if (CanAsk)
            return Ask(what);
        if (!StandardStreams.HasInput)
            throw new CliException(ExitCode.CommandLine, $"{option} is -, and there is no standard input to read the {what} from: it is closed. Give it by a file, by an environment variable, or on standard input.");
        if (!Console.IsInputRedirected && !(isPromptAllowed && Terminal.IsAttended))
            throw new CliException(ExitCode.CommandLine, $"{option} is -, and nobody can be asked here for the {what}: give it by a file, by an environment variable, or on a standard input that comes from a file or a program.");
        try
        {
            // What a person types comes in the code page of the console, and what a program sends as in a file.
            if ((Console.IsInputRedirected ? Lines.Value.Next() : Console.In.ReadLine()) is { Length: > 0 } line)
                return line;
        }
        catch (DecoderFallbackException)
        {
            throw new CliException(ExitCode.CommandLine, $"{option} is -, and what standard input has for the {what} is no UTF-8 text.");
        }
        throw new CliException(ExitCode.CommandLine, $"{option} is -, and standard input has no line for the {what}. Secrets are read one a line, in the order client secret, new client secret, password, initial access token.");
    }

    /// <summary>Asks a person. Only where <see cref="CanAsk"/>.</summary>
    public string Ask(string what) => Terminal.AskSecret(char.ToUpperInvariant(what[0]) + what[1..], cancellationToken);

    /// <summary>Asks a person twice, for what cannot be proved by anybody.</summary>
    public string AskTwice(string what)
    {
        var first = Ask(what);
        return Ask(what + " again") == first
            ? first
            : throw new CliException(ExitCode.CommandLine, $"the two entries of the {what} differ; nothing was changed.");
    }
}
