using System.CommandLine;
using System.Runtime.InteropServices;

namespace AimSetup.Emulator.CommandLine;

/// <summary>The program aim-emulator.</summary>
internal static class EmulatorCommand
{
    private const int Success = 0;
    private const int CannotStart = 1;
    private const int BadOptions = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var options = new CommandLineOptions();
        var command = new RootCommand(
            "Stands in for AVEVA Identity Manager on loopback, for development and tests. It guards nothing: use it with"
            + " made-up secrets only.");
        options.AddTo(command);

        // A password may begin with @; it is no response file then.
        var parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"aim-emulator: {string.Join(' ', parsed.Errors.Select(problem => problem.Message))}");
            return BadOptions;
        }

        command.SetAction(async (result, _) =>
        {
            try
            {
                await ServeAsync(options.Read(result, error), output);
                return Success;
            }
            catch (CommandLineException exception)
            {
                await error.WriteLineAsync($"aim-emulator: {exception.Message}");
                return BadOptions;
            }
            catch (Exception exception) when (exception is EmulatorException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"aim-emulator: {exception.Message}");
                return CannotStart;
            }
        });
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = null,
        });
    }

    private static async Task ServeAsync(EmulatorOptions options, TextWriter output)
    {
        var ended = new TaskCompletionSource();
        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await using var host = await EmulatorHost.StartAsync(options);
        await output.WriteLineAsync(
            $"aim-emulator: ready {host.BaseAddress} control {host.ControlAddress}"
            + $" root {(options.RootFile is null ? "-" : Path.GetFullPath(options.RootFile))} thumbprint {host.RootThumbprint}");
        await output.FlushAsync();
        await ended.Task;
    }
}
