using System.Collections.Concurrent;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Logging;

/// <summary>
/// Collects log lines from any thread, for the action's own thread to hand to Windows Installer, and keeps known secrets out
/// of them as a last line of defence.
/// </summary>
internal sealed class SessionLog(IInstallerSession session) : IDisposable
{
    // Shorter values would blot out ordinary words.
    private const int ShortestMasked = 4;
    private const int PollMilliseconds = 100;

    private readonly ConcurrentQueue<string> _lines = new();

    // It waits in the system at once: others spin first, which takes the processor from the work that is waited for.
    private readonly AutoResetEvent _wake = new(false);
    private readonly List<string> _masked = [];

    public void Mask(params Secret?[] secrets) =>
        _masked.AddRange(secrets.Where(s => s is { Length: >= ShortestMasked }).Select(s => s!.Reveal()));

    public void Add(string line)
    {
        _lines.Enqueue(line);
        _wake.Set();
    }

    /// <summary>Reports an error or a warning; its text is the row of the Error table, which a package may translate.</summary>
    public void Report(InstallerMessage kind, AimError error)
    {
        Flush();
        session.Message(kind, [error.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), .. error.Arguments.Select(Fit)]);
    }

    /// <summary>Does work off this thread while this thread serves the log and asks Windows Installer about Cancel.</summary>
    public T Run<T>(Func<CancellationToken, Task<T>> work, bool canCancel)
    {
        using var cancel = new CancellationTokenSource();
        var task = Task.Run(() => work(cancel.Token));
        task.ContinueWith(_ => _wake.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            _wake.WaitOne(PollMilliseconds);
            Flush();
            if (canCancel && !task.IsCompleted && !cancel.IsCancellationRequested && IsCancelled())
                cancel.Cancel();
        }
        Flush();
        return task.GetAwaiter().GetResult();
    }

    public void Flush()
    {
        while (_lines.TryDequeue(out var line))
            session.Message(InstallerMessage.Info, Fit(line));
    }

    public void Dispose() => _wake.Dispose();

    // Advances the progress bar by nothing, for the sake of the answer.
    private bool IsCancelled() => session.Message(InstallerMessage.Progress, "2", "0") == InstallerReply.Cancel;

    /// <summary>
    /// Makes a text fit for Windows Installer: without known secrets, and without brackets and braces, which are its
    /// formatting; a value must not be able to name a property.
    /// </summary>
    public string Fit(string text)
    {
        foreach (var secret in _masked)
            text = text.Replace(secret, "***");
        return text.Replace('[', '(').Replace(']', ')').Replace('{', '(').Replace('}', ')');
    }
}
