using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;

namespace AimSetup.Cli;

/// <summary>Runs a command and turns every way it can end into an exit code and one line.</summary>
public static class CommandLineHost
{
    /// <summary>Parses and runs.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="args">The arguments of the process.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Report(ExitCode.CommandLine, string.Join(" ", parsed.Errors.Select(OneLine)) + $" See 'aimsetup {CommandName(parsed)}--help'.");

        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            // Signals are ours: the command must get the time to remove what it has half written.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellation.Token).ConfigureAwait(false);
        }
        catch (CliException e)
        {
            return Report(e.ExitCode, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Report(ExitCode.Cancelled, "cancelled; no output was written.");
        }
#pragma warning disable CA1031 // the last line of defence: never a stack trace
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Report(ExitCode.Unexpected, $"unexpected fault ({e.GetType().Name}): {e.Message} Please report this line.");
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static string CommandName(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private static string OneLine(ParseError error) => error.Message.ReplaceLineEndings(" ");

    private static int Report(ExitCode code, string message)
    {
        Console.Error.WriteLine("aimsetup: " + message.ReplaceLineEndings(" "));
        return (int)code;
    }
}
