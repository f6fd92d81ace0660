using System.CommandLine;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Transactions;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup unregister</c>: removes a client that this machine registered.</summary>
internal static class UnregisterCommand
{
    private const string Description =
        """
        Removes the registration of a client that this machine registered (see aimsetup status), unless something that is installed
        here uses it. A client that was registered elsewhere is left alone. Credentials of the client that are stored here are removed
        with it, or, of a client that was registered elsewhere, when aimsetup register stored them.

        Example:
          aimsetup unregister --server sms01.plant.example --client line7-client --user PLANT\installer
        """;

    public static Command Create()
    {
        var command = new Command("unregister", Description);
        var input = new SettingsInput(new SettingOptions().Connection().Removal(), clientSecret: null, administrates: true);
        var (dryRun, journal) = (CommonOptions.DryRun(), CommonOptions.Journal());
        input.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(journal);
        CommandContext.Run(command, context => RunAsync(context, input, context.Parsed.GetValue(dryRun), context.Parsed.GetValue(journal)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input, bool dryRun, string? journal)
    {
        var machine = LocalMachine.Open(journal);
        var reader = input.Read(context, asksForSecret: false);
        var settings = reader.ReadForExisting(secret: false);
        SettingsInput.Require(reader);
        var (client, server) = (settings.ClientId!, settings.Server!.ToString());
        var report = new ChangeReport { Client = client, Server = server, DryRun = dryRun, Plan = "unregister" };
        var records = new RegistrationRecords(machine.Journal, LocalMachine.IsInstalled) { Credentials = machine.Credentials, Markers = machine.Markers };
        var stored = new StoredClient(machine, server, client);
        var entry = records.Find(server, client, e => CommandOutput.Warn(ErrorReport.Of(e).Line));

        // The client may be registered all the same, and is then not somebody else's; or anew, by an install that is still at work.
        if (entry?.Phase != JournalPhase.Committed
            && new UnfinishedRegistrations(machine.Journal).Find(server, client, _ => { }) is { } unfinished && unfinished.Transaction != entry?.Transaction)
        {
            return Left(context, report, unfinished.Transaction, unfinished.Error);
        }
        if (entry is null)
        {
            var others = string.Join(", ", records.ServersOf(client));
            var atOthers = others.Length > 0 ? $"; a client of that ID was registered from here at {others}: if that is the same server under another name, give --server with it" : "";
            return stored.IsOfCommandLine
                ? Leave(context, report, stored, new TransactionResult(Outcome.Skipped, "the client was registered elsewhere, and stays registered" + atOthers))
                : Left(context, report, null, AimErrors.NotRegisteredFromHere.With(client, server, "nothing on this machine shows that it was registered from here" + atOthers));
        }

        report.Transaction = entry.Transaction;
        report.Registrar = entry.Registrar;
        report.Reason = $"it was registered from here by {entry.Product.Name}{(entry.Phase == JournalPhase.RollingBack ? ", and its removal did not come to its end" : "")}";
        context.Output.Line($"plan: unregister '{client}' at {server}: {report.Reason}");
        if (dryRun)
        {
            return records.UsersOf(entry) is { Count: > 0 } users
                ? Left(context, report, entry.Transaction, AimErrors.NotRegisteredFromHere.With(client, server, $"it is used by what is installed on this machine ({string.Join(", ", users)})"))
                : Leave(context, report, stored, new TransactionResult(Outcome.Skipped));
        }
        var result = await context.Output.WhileAsync("Removing the registration", () => RemoveAsync(context, records, entry, settings)).ConfigureAwait(false);
        return result.Outcome is Outcome.Removed or Outcome.Disabled ? Leave(context, report, stored, result) : End(context, report, result);
    }

    // The client is of no use any more, or not to what the command line stored it for.
    private static int Leave(CommandContext context, ChangeReport report, StoredClient stored, TransactionResult result)
    {
        if (stored.Found is null)
            return End(context, report, result);
        report.Stored = stored.Report("remove");
        if (!report.DryRun)
        {
            try
            {
                report.Stored.Done = stored.Leave();
            }
            catch (AimException e)
            {
                report.LeftBehind = ErrorReport.Of(e.Error);
                CommandOutput.Warn(report.LeftBehind.Line);
            }
        }
        context.Output.Line(report switch
        {
            { DryRun: true } => $"  the stored credentials {stored.File} would be removed, unless an installed product uses them",
            { Stored.Done: true } => $"the stored credentials {stored.File} were removed",
            _ => $"the stored credentials {stored.File} stay",
        });
        return End(context, report, result);
    }

    private static Task<TransactionResult> RemoveAsync(CommandContext context, RegistrationRecords records, JournalEntry entry, InstallSettings settings)
    {
        // Not cancelled half-way: whether the client is gone must be known afterwards. The time budget ends it.
        context.CancellationToken.ThrowIfCancellationRequested();
        return records.RemoveAsync(
            entry,
            e => context.Connect(e.Trust.And(settings.Trust), settings.TimeoutSeconds),
            (e, http) => context.Registrars(http, settings.Given.Over(e.Options), settings.Credentials),
            CancellationToken.None);
    }

    private static int Left(CommandContext context, ChangeReport report, string? transaction, AimError error)
    {
        report.Transaction = transaction;
        return End(context, report, new TransactionResult(Outcome.Skipped, Error: error));
    }

    private static int End(CommandContext context, ChangeReport report, TransactionResult result)
    {
        report.Outcome = OutcomeLine.Name(result.Outcome);
        if (result.Note.Length > 0)
        {
            report.Result = result.Note;
            context.Output.Line($"{report.Outcome}: {result.Note}");
        }
        context.Output.Line(OutcomeLine.Format(result.Outcome, report.Client, report.Server, report.Transaction, result.Error));
        return result.Error is { } error
            ? context.Output.End(report, ReportJson.Shared.ChangeReport, ErrorExitCodes.Of(error.Definition), ErrorReport.Of(error))
            : context.Output.End(report, ReportJson.Shared.ChangeReport, report.LeftBehind is null ? ExitCode.Done : ExitCode.LeftBehind);
    }
}
