using System.Text;
using AimSetup.Cli.Output;

namespace AimSetup.Cli.Input;

/// <summary>The terminal that a person sits at, if there is one.</summary>
internal static class Terminal
{
    private const char ControlC = '\u0003';
    private const char ControlD = '\u0004';

    /// <summary>
    /// Whether somebody may sit at the keyboard. What services, scheduled tasks and software distribution start on Windows has a
    /// console that nobody sees, and no redirection tells it.
    /// </summary>
    public static bool IsAttended => MayBeAttended(Environment.UserInteractive, Environment.GetEnvironmentVariable("SSH_TTY"));

    /// <summary>Whether somebody can be asked, and sees the question: neither keyboard nor standard error is redirected.</summary>
    public static bool CanAsk => IsAttended && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether what goes on can be shown in place.</summary>
    public static bool HasScreen => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether colours are wanted (no-color.org), and shown.</summary>
    public static bool HasColour => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || WindowsConsole.TakesCodes);

    /// <summary>Whether somebody may sit at the keyboard of such a process.</summary>
    /// <param name="isInteractive">Whether its windows could be seen, which those of a service cannot.</param>
    /// <param name="sshTerminal">The terminal of the SSH session that it is of; null or empty: none.</param>
    public static bool MayBeAttended(bool isInteractive, string? sshTerminal) => isInteractive || !string.IsNullOrEmpty(sshTerminal);

    /// <summary>Asks for a secret, which is not shown while it is typed.</summary>
    /// <exception cref="OperationCanceledException">The person pressed Ctrl+C, or Ctrl+D instead of typing.</exception>
    public static string AskSecret(string question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = new StringBuilder();
        var before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            // Looking for a key ends the terminal's echo: it must have ended when somebody answers.
            _ = Console.KeyAvailable;
            StandardStreams.Error.Write(question + ": ");
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                if (key.Key == ConsoleKey.Enter)
                    break;
                if (key.KeyChar == ControlC || (key.KeyChar == ControlD && text.Length == 0))
                    throw new OperationCanceledException("Cancelled at the keyboard.");
                if (key.Key == ConsoleKey.Backspace)
                    text.Length = Math.Max(0, text.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    text.Append(key.KeyChar);
            }
        }
        finally
        {
            Console.TreatControlCAsInput = before;
            StandardStreams.Error.WriteLine();
        }
        return text.Length > 0 ? text.ToString() : throw new CliException(ExitCode.CommandLine, "nothing was entered; nothing was changed.");
    }
}
