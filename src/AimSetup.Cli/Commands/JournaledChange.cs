using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Cli.Commands;

/// <summary>A change as an installation makes it: in the journal first, and taken back when it fails.</summary>
/// <param name="context">The running command.</param>
/// <param name="machine">This machine.</param>
/// <param name="entry">What is going to be done.</param>
/// <param name="credentials">The right to do it.</param>
/// <param name="secret">The client secret that taking back looks with, and that a file of the report has; null: none.</param>
internal sealed class JournaledChange(CommandContext context, LocalMachine machine, JournalEntry entry, RegistrarCredentials? credentials, Secret? secret)
{
    /// <summary>Makes the change.</summary>
    /// <param name="doing">What is shown while it lasts.</param>
    /// <param name="change">The change.</param>
    public async Task<Ending> RunAsync(string doing, Func<AimHttpClient, RegistrarFactory, CancellationToken, Task<TransactionResult>> change)
    {
        AimError error;
        try
        {
            using var http = context.Connect(entry.Trust, entry.TimeoutSeconds);
            return new Ending(await context.Output.WhileAsync(doing, () => change(http, Registrars(http), context.CancellationToken)).ConfigureAwait(false), null, null);
        }
        catch (AimException e)
        {
            error = e.Error;
        }
        catch (OperationCanceledException)
        {
            error = AimErrors.Cancelled.With("aimsetup");
        }
        var undo = await UndoAsync().ConfigureAwait(false);

        // What could not be taken back may turn out to be done after all.
        return undo is { Outcome: Outcome.Rotated } ? new Ending(undo, null, null) : new Ending(null, error, undo);
    }

    /// <summary>Ends the command: outcome, faults and exit code.</summary>
    public int End(ChangeReport report, Ending ending)
    {
        if (ending.IsUndone)
            RemoveSecretFile(report);
        report.Outcome = OutcomeLine.Name(ending.Outcome);
        report.Transaction = entry.Transaction;
        var note = ending.Result?.Note ?? ending.Undo?.Note ?? "";
        if (note.Length > 0)
        {
            report.Result = note;
            context.Output.Line($"{report.Outcome}: {note}");
        }
        var left = ending.Undo?.Error ?? ending.Result?.Error;
        if (left is not null)
        {
            report.LeftBehind = ErrorReport.Of(left);
            CommandOutput.Warn(report.LeftBehind.Line);
        }
        if (report.SecretFile is { } file)
            context.Output.Line($"the new secret is in {file}");
        context.Output.Line(OutcomeLine.Format(ending.Outcome, report.Client, report.Server, entry.Transaction, left ?? ending.Error));
        var code = report.LeftBehind is not null ? ExitCode.LeftBehind : ending.Error is { } e ? ErrorExitCodes.Of(e.Definition) : ExitCode.Done;
        return context.Output.End(report, ReportJson.Shared.ChangeReport, code, ending.Error is { } error ? ErrorReport.Of(error) : null);
    }

    // How the change ended is said all the same.
    private void RemoveSecretFile(ChangeReport report)
    {
        if (report.SecretFile is not { } file)
            return;
        var isRemoved = SecretFile.Remove(file, secret!);
        if (isRemoved == false)
            CommandOutput.Warn($"the file {file} cannot be removed. It has the new secret, which works nowhere: delete it.");
        else if (isRemoved is null && File.Exists(file))
            CommandOutput.Warn($"the file {file} was left, as it does not hold the new secret alone. The new secret works nowhere.");
        else
            report.SecretFile = null;
    }

    // It has the whole time again, and is not cancelled: the change may have used the time up.
    private async Task<TransactionResult?> UndoAsync()
    {
        try
        {
            if (machine.Journal.Find(entry.Transaction) is not { } written)
                return null;
            using var http = context.Connect(entry.Trust, entry.TimeoutSeconds);
            var rollback = new RegistrationRollback(machine.Journal, http, Registrars(http)) { Credentials = machine.Credentials };
            return await context.Output.WhileAsync("Taking the change back", () => rollback.UndoAsync(written, secret, CancellationToken.None)).ConfigureAwait(false);
        }
        catch (AimException e)
        {
            return new TransactionResult(Outcome.NotRolledBack, Error: e.Error);
        }
    }

    private RegistrarFactory Registrars(AimHttpClient http) => context.Registrars(http, entry.Options, credentials);
}
