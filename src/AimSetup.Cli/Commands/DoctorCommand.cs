using System.CommandLine;
using AimSetup.Cli.Doctoring;
using AimSetup.Cli.Input;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup doctor</c>: what of all that a registration needs is missing.</summary>
internal static class DoctorCommand
{
    private const string Description =
        """
        Looks at name resolution, connection, TLS certificates, discovery, clocks, token, registrar and rights, one line each: ok, or
        what to do. Changes nothing. Without a client ID, a secret or an account the
        checks that need them are skipped.

        Example:
          aimsetup doctor --server sms01.plant.example --client line7-client --secret-file secret.txt
        """;

    public static Command Create()
    {
        var command = new Command("doctor", Description);
        var input = new SettingsInput(new SettingOptions().Connection().Administration(), SecretOption.ClientSecret(), administrates: true);
        input.AddTo(command);
        CommandContext.Run(command, context => RunAsync(context, input));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input)
    {
        var reader = input.Read(context, asksForSecret: false);
        var settings = reader.ReadForExisting(secret: false, client: false);
        SettingsInput.Require(reader);
        using var http = context.Connect(settings.Trust, settings.TimeoutSeconds);
        var checks = new DoctorChecks(check => Show(context.Output, check));
        await new Doctor(settings, http, context.Logger, checks).RunAsync(context.CancellationToken).ConfigureAwait(false);
        var report = new DoctorReport { Server = settings.Server!.ToString(), Checks = checks.All };
        if (checks.All.FirstOrDefault(c => c.State == DoctorState.Failed) is not { } failed)
            return context.Output.End(report, ReportJson.Shared.DoctorReport);
        var kind = checks.FirstError;
        return context.Output.End(
            report, ReportJson.Shared.DoctorReport, kind is null ? ExitCode.Refused : ErrorExitCodes.Of(kind),
            new ErrorReport(kind?.Number, kind?.Name, $"the check {failed.Name} failed: {failed.Text}"));
    }

    private static void Show(CommandOutput output, DoctorCheck check)
    {
        var (word, colour) = check.State switch
        {
            DoctorState.Ok => ("ok", 32),
            DoctorState.Warning => ("warning", 33),
            DoctorState.Failed => ("FAILED", 31),
            _ => ("skipped", 2),
        };
        var state = Terminal.HasColour ? $"\u001b[{colour}m{word,-8}\u001b[0m" : $"{word,-8}";
        output.Line($"{check.Name,-10}{state}{check.Text}");
    }
}
