using System.CommandLine;
using System.Globalization;
using AimSetup.Cli.Explaining;
using AimSetup.Cli.Files;
using AimSetup.Cli.Input;
using AimSetup.Cli.Output;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup explain</c>: what did AimSetup do in an installation, and why did that fail.</summary>
internal static class ExplainCommand
{
    private const string Description =
        """
        Reads a verbose log of msiexec (/l*v) and says in a few lines what AimSetup did, what its message means and what to do; and if
        something else made the installation fail, which action that was.

        Example:
          aimsetup explain C:\Windows\Logs\client.log
        """;

    public static Command Create()
    {
        var log = new Argument<string>("log") { Description = "The log." };
        log.Validators.Add(result => CommonOptions.RefuseEmpty(result, result.GetValue(log), "LOG"));
        var command = new Command("explain", Description) { log };
        CommandContext.Run(command, context => Task.FromResult(Run(context, context.Parsed.GetRequiredValue(log))));
        return command;
    }

    private static int Run(CommandContext context, string path)
    {
        var analysis = new LogAnalysis();
        try
        {
            if (FileKind.IsSpecial(Path.GetFullPath(path)))
                throw new CliException(ExitCode.InputUnusable, $"the log {path} is no file but a device, a pipe or the like; name a file.");
            InputPhase.Begin();
            foreach (var line in LogLines.Read(path))
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                analysis.Add(line);
            }
            InputPhase.End();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(ExitCode.InputUnusable, $"the log {path} cannot be read: {e.Message}", e);
        }
        var report = analysis.Report(path) ?? throw new CliException(ExitCode.InputUnusable, $"{path} is no log of Windows Installer; make one by msiexec /l*v FILE.");
        Show(context.Output, report);
        return context.Output.End(report, ReportJson.Shared.ExplainReport);
    }

    private static void Show(CommandOutput output, ExplainReport report)
    {
        if (report.Installations > 1)
            output.Line($"The log has {report.Installations.ToString(CultureInfo.InvariantCulture)} installations, one after another; this is about the last.");
        output.Line(report.Cause switch
        {
            "unknown" when !report.Ended => "The log does not show how the installation ended: it is cut off, or the installation still runs.",
            "none" => $"The installation succeeded{Code(report)}.",
            "cancelled" => $"The user cancelled the installation{Code(report)}.",
            "aimsetup" => $"The installation failed because of AimSetup{Code(report)}.",
            "other" => $"The installation failed because of the action {report.Action}, which is not AimSetup's{Code(report)}{(report.Detail is null ? "" : ": " + report.Detail.TrimEnd('.'))}.",
            _ => $"The installation failed{Code(report)}; the log does not show which action failed.",
        });
        foreach (var plan in report.Plan)
            output.Line("plan: " + plan);
        foreach (var message in report.Messages)
            output.Line($"message {message.Number.ToString(CultureInfo.InvariantCulture)}{(message.Name is null ? "" : $" ({message.Name})")}: {message.Text}");
        foreach (var run in report.Runs)
            output.Line($"outcome: {run.Outcome} '{run.Client ?? "-"}' at {run.Server ?? "-"}{(run.Error is { } error ? $" (message {error.ToString(CultureInfo.InvariantCulture)})" : "")}");
        if (report.Runs.Count == 0)
            output.Line("AimSetup left no line in this log: the package does not have it, or it was installed or removed with AIMSKIP=1, or the installation ended before it.");
    }

    private static string Code(ExplainReport report) =>
        report.InstallerExitCode is { } code ? $" (msiexec returned {code.ToString(CultureInfo.InvariantCulture)})" : "";
}
