using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AimSetup.Cli.Input;

namespace AimSetup.Cli.Output;

/// <summary>Where a command writes: lines for people, or one JSON document; faults as one line on standard error in either case.</summary>
/// <param name="command">The command.</param>
/// <param name="isJson">Whether a document is wanted.</param>
internal sealed class CommandOutput(string command, bool isJson)
{
    /// <summary>A line for people on standard output.</summary>
    public void Line(string text)
    {
        if (!isJson)
            StandardStreams.Output.WriteLine(text);
    }

    /// <summary>A line on standard error that changes nothing about how the command ends.</summary>
    public static void Warn(string text) => StandardStreams.Error.WriteLine("aimsetup: warning: " + text.ReplaceLineEndings(" "));

    /// <summary>Ends the command: the fault, if there is one, as a line, and the document where it is wanted.</summary>
    /// <returns>The exit code of the process.</returns>
    public int End<T>(T report, JsonTypeInfo<T> type, ExitCode code = ExitCode.Done, ErrorReport? error = null)
        where T : CommandReport
    {
        report.Command = command;
        report.ExitCode = (int)code;
        report.Error = error;
        if (isJson)
            StandardStreams.Output.WriteLine(ReportJson.ToAscii(JsonSerializer.Serialize(report, type)));
        if (StandardStreams.Output.Fault is { } fault)
        {
            var text = $"standard output cannot be written ({fault}).{report.Done()}".ReplaceLineEndings(" ");
            if (error is not null)
                Warn(text);
            else
                StandardStreams.Error.WriteLine("aimsetup: " + text);
            code = code == ExitCode.Done ? ExitCode.OutputUnusable : code;
        }
        if (error is not null)
            StandardStreams.Error.WriteLine("aimsetup: " + error.Line.ReplaceLineEndings(" "));
        return (int)code;
    }

    /// <summary>Does work and shows on a terminal, after a second, that it is still going on.</summary>
    public async Task<T> WhileAsync<T>(string doing, Func<Task<T>> work)
    {
        if (isJson || !Terminal.HasScreen)
            return await work().ConfigureAwait(false);
        using var done = new CancellationTokenSource();
        var show = ShowAsync(doing, done.Token);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await show.ConfigureAwait(false);
        }
    }

    private static async Task ShowAsync(string doing, CancellationToken done)
    {
        var shown = 0;
        try
        {
            for (var seconds = 1; ; seconds++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), done).ConfigureAwait(false);
                var text = $"{doing} ({seconds} s)";
                StandardStreams.Error.Write("\r" + text);
                shown = text.Length;
            }
        }
        catch (OperationCanceledException)
        {
            if (shown > 0)
                StandardStreams.Error.Write("\r" + new string(' ', shown) + "\r");
        }
    }
}
