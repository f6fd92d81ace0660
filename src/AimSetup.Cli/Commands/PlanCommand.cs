using System.CommandLine;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Planning;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup plan</c>: what would an installation with these settings do, and why.</summary>
internal static class PlanCommand
{
    private const string Description =
        """
        Says what an installation (or aimsetup register) with these settings would do about the client, and why. Changes nothing.

        Example:
          aimsetup plan --server sms01.plant.example --client line7-client --secret-file secret.txt
        """;

    public static Command Create()
    {
        var command = new Command("plan", Description);
        var input = SettingsInput.ForPlan();
        input.AddTo(command);
        CommandContext.Run(command, context => RunAsync(context, input));
        return command;
    }

    /// <summary>Shows a plan and puts it into a report.</summary>
    public static void Show(CommandOutput output, Plan plan, PlanReport report)
    {
        report.Plan = plan.Kind.ToString().ToLowerInvariant();
        report.Registrar = plan.Registrar;
        report.Reason = SettingNames.ForCommandLine(plan.Reason);
        report.Notes = [.. plan.Notes.Select(SettingNames.ForCommandLine)];
        output.Line($"plan: {report.Plan} '{report.Client}' at {report.Server}{(plan.Error is null ? $": {report.Reason}" : $" ({plan.Error.Definition.Name})")}");
        foreach (var note in report.Notes)
            output.Line("  " + note);
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input)
    {
        var reader = input.Read(context, asksForSecret: true);
        var settings = reader.ReadForInstall();
        SettingsInput.Require(reader);
        var request = settings.ToRequest();
        using var http = context.Connect(settings.Trust, settings.TimeoutSeconds);
        var plan = await context.Output.WhileAsync(
            "Asking AVEVA Identity Manager about the client", () => new Planner(http, context.Logger).PlanAsync(request, context.CancellationToken)).ConfigureAwait(false);
        var report = new PlanReport { Client = settings.ClientId, Server = request.Server.ToString() };
        Show(context.Output, plan, report);
        return plan.Error is { } error
            ? context.Output.End(report, ReportJson.Shared.PlanReport, ErrorExitCodes.Of(error.Definition), ErrorReport.Of(error))
            : context.Output.End(report, ReportJson.Shared.PlanReport);
    }
}
