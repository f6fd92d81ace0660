using System.CommandLine;
using System.Runtime.InteropServices;
using AimSetup.Cli.Input;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Errors;

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
        var output = new CommandOutput(CommandName(parsed), GlobalOptions.IsJson(parsed, args));
        if (parsed.Errors.Count > 0)
            return Report(output, ExitCode.CommandLine, $"{CommandLineFault.Describe(parsed)} See 'aimsetup {CommandName(parsed)} --help'.".Replace("  ", " ", StringComparison.Ordinal));

        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            // Signals are ours: the command must get the time to remove what it has half written.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = StandardStreams.Output,
                Error = StandardStreams.Error,
            };
            var command = Task.Run(() => parsed.InvokeAsync(configuration, cancellation.Token));
            if (await Task.WhenAny(command, InputPhase.Interruption).ConfigureAwait(false) != command)
                throw new OperationCanceledException();
            var code = await command.ConfigureAwait(false);

            // What has no report (help, completion) has not said it yet.
            return code == (int)ExitCode.Done && StandardStreams.Output.Fault is not null
                ? output.End(new CommandReport(), ReportJson.Shared.CommandReport)
                : code;
        }
        catch (CliException e)
        {
            return Report(output, e.ExitCode, e.Message);
        }
        catch (AimException e)
        {
            return output.End(new CommandReport(), ReportJson.Shared.CommandReport, ErrorExitCodes.Of(e.Error.Definition), ErrorReport.Of(e.Error));
        }
        catch (OperationCanceledException)
        {
            return Report(output, ExitCode.Cancelled, "cancelled; nothing was changed, and no output was written.");
        }
#pragma warning disable CA1031 // the last line of defence: never a stack trace
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Its text may quote anything, secrets included.
            return Report(output, ExitCode.Unexpected, $"unexpected fault ({e.GetType().Name}, HRESULT 0x{e.HResult:X8}). Please report this line.");
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            InputPhase.Interrupt();
            cancellation.Cancel();
        }
    }

    private static string CommandName(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name;

    private static int Report(CommandOutput output, ExitCode code, string message) =>
        output.End(new CommandReport(), ReportJson.Shared.CommandReport, code, new ErrorReport(null, null, message.ReplaceLineEndings(" ")));
}
