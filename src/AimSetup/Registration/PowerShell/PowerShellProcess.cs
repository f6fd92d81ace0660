using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using AimSetup.Errors;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// Runs PowerShell as a child process: the script in its arguments, all data over standard input, no window, no shell, no
/// profile, bounded output. Whatever the end, nothing of it goes on running.
/// </summary>
/// <param name="locator">Which PowerShell.</param>
internal sealed class PowerShellProcess(PowerShellLocator locator)
{
    private const int MaximumOutput = 1024 * 1024;

    // Records of progress may come before the first error.
    private const int MaximumErrors = 16 * 1024;

    // What a child of the child may take to let go of the streams.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs a script.</summary>
    /// <param name="script">The text.</param>
    /// <param name="input">What it reads on standard input: one line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it left.</returns>
    /// <exception cref="AimException">It could not be started.</exception>
    /// <exception cref="InvalidDataException">It wrote more than any answer.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<PowerShellOutput> RunAsync(string script, string input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(script);
        using var tree = new ProcessTree(process);
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        process.EnableRaisingEvents = true;
        var output = new BoundedStream(process.StandardOutput.BaseStream, MaximumOutput);
        var errors = new BoundedStream(process.StandardError.BaseStream, MaximumErrors);
        using var cancelled = cancellationToken.Register(() => exited.TrySetCanceled());
        var reading = Task.WhenAll(
            output.ReadAsync(() => exited.TrySetException(new InvalidDataException($"it wrote more than {MaximumOutput} bytes"))),
            errors.ReadAsync(() => { }));

        var writing = WriteAsync(process.StandardInput.BaseStream, input);
        await exited.Task.ConfigureAwait(false);

        // A child that it leaves behind could hold the streams open for ever.
        await Task.WhenAny(Task.WhenAll(reading, writing), Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
        return new PowerShellOutput(process.ExitCode, output.Text, errors.Text);
    }

    private Process Start(string script)
    {
        if (locator.Find(out var whyNot) is not { } path)
            throw new AimException(AimErrors.PowerShellUnusable.With(whyNot));
        var start = new ProcessStartInfo(path, "-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand " + PowerShellScript.Encode(script))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = locator.IsSystem ? Environment.SystemDirectory : Path.GetPathRoot(path) ?? "",
        };
        ChildEnvironment.Apply(start, locator);
        try
        {
            return Process.Start(start) ?? throw new AimException(AimErrors.PowerShellUnusable.With($"{path} did not start"));
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new AimException(AimErrors.PowerShellUnusable.With($"{path} cannot be started ({e.Message.TrimEnd('.')})"), e);
        }
    }

    // Through the stream itself: the writer around it may put a byte order mark in front.
    private static async Task WriteAsync(Stream stream, string input)
    {
        var bytes = Encoding.UTF8.GetBytes(input + "\n");
        try
        {
#pragma warning disable CA1835 // .NET Standard has this overload only.
            await stream.WriteAsync(bytes, 0, bytes.Length, CancellationToken.None).ConfigureAwait(false);
#pragma warning restore CA1835
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended without reading; its output tells more than this.
        }
        finally
        {
            Array.Clear(bytes, 0, bytes.Length);
            Close(stream);
        }
    }

    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The same.
        }
    }
}
