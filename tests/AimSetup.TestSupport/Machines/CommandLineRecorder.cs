using System.Text;

namespace AimSetup.TestSupport.Machines;

/// <summary>
/// Notes the command lines of all processes of a Wine prefix. A process that lives for less than a few milliseconds can be
/// missed; those that the tests are about live longer.
/// </summary>
internal sealed class CommandLineRecorder : IDisposable
{
    private const int PeriodMilliseconds = 5;

    private readonly string _mark;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _commandLines = [];
    private readonly HashSet<(string Process, string CommandLine)> _seen = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    // Those that ran before the prefix's first one: to read all of them every time took a good part of a processor.
    private readonly HashSet<string> _others;

    private CommandLineRecorder(string prefix)
    {
        _mark = $"WINEPREFIX={prefix}\0";
        _others = Processes();
        _thread = new Thread(Run) { IsBackground = true, Name = "command lines" };
        _thread.Start();
    }

    public IReadOnlyList<string> CommandLines
    {
        get
        {
            lock (_lock)
                return [.. _commandLines];
        }
    }

    public static CommandLineRecorder Start(string prefix) => new(prefix);

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(PeriodMilliseconds))
        {
            var running = Processes();

            // The number of one that has ended can be given to another.
            _others.IntersectWith(running);
            foreach (var folder in running.Where(f => !_others.Contains(f)))
                Look(folder);
        }
    }

    private static HashSet<string> Processes() => [.. Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(f[^1]))];

    private void Look(string folder)
    {
        // The environment is looked at once for each command line that a process shows.
        var commandLine = Read(folder + "/cmdline");
        if (commandLine.Length == 0 || !_seen.Add((folder, commandLine)) || !Read(folder + "/environ").Contains(_mark, StringComparison.Ordinal))
            return;
        lock (_lock)
            _commandLines.Add(commandLine.Replace('\0', ' ').TrimEnd());
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to somebody else.
            return "";
        }
    }
}
