using System.ComponentModel;
using System.Diagnostics;

namespace AimSetup.Build;

/// <summary>Prints one line a step; what a tool says goes to a log and is shown only when the step fails.</summary>
internal sealed class Steps(Repository repository)
{
    private const int TailLength = 40;

    /// <summary>Runs one program as a step; a failure ends the build.</summary>
    public void Run(string step, string program, params string[] arguments) =>
        Run(step, log => Tool.Run(program, arguments, repository.Root, log));

    /// <summary>Runs a step of several programs; the first exit code that is not 0 ends the build.</summary>
    public void Run(string step, Func<TextWriter, int> action)
    {
        var (code, log) = Try(step, action);
        if (code == 0)
            return;
        ShowTail(log);
        throw new StepFailedException(1);
    }

    /// <summary>Runs a step that may fail.</summary>
    /// <returns>The exit code and the path of the log.</returns>
    public (int Code, string Log) Try(string step, Func<TextWriter, int> action)
    {
        Directory.CreateDirectory(repository.Logs);
        var path = Path.Combine(repository.Logs, step.Replace(' ', '-') + ".log");
        Console.Write($"{step,-28}");
        var watch = Stopwatch.StartNew();
        int code;
        using (var log = new StreamWriter(path))
            code = Guarded(action, log);
        Console.WriteLine($"{watch.Elapsed.TotalSeconds,7:0.0} s{(code == 0 ? "" : $"   FAILED ({code})")}");
        return (code, path);
    }

    /// <summary>Prints the end of a log and where the whole of it is.</summary>
    public static void ShowTail(string log)
    {
        foreach (var line in File.ReadLines(log).TakeLast(TailLength))
            Console.WriteLine("  " + line);
        Console.WriteLine($"The whole log: {log}");
    }

    private static int Guarded(Func<TextWriter, int> action, StreamWriter log)
    {
        try
        {
            return action(log);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            log.WriteLine(e.Message);
            return -1;
        }
    }
}
