using System.Diagnostics;

namespace AimSetup.Build;

/// <summary>Runs other programs: without a shell, with a list of arguments.</summary>
internal static class Tool
{
    /// <summary>Runs a program with this program's own console.</summary>
    public static int Run(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(Describe(program, arguments, folder))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program and writes what it says to a log.</summary>
    public static int Run(string program, IEnumerable<string> arguments, string folder, TextWriter log)
    {
        var start = Describe(program, arguments, folder);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var gate = new Lock();
        Write($"> {program} {string.Join(' ', start.ArgumentList)}");
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Write(e.Data);
        process.ErrorDataReceived += (_, e) => Write(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;

        void Write(string? line)
        {
            if (line is null)
                return;
            lock (gate)
                log.WriteLine(line);
        }
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A node that stays behind would keep the output open, and nobody could see the end of it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }
}
