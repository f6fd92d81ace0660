using System.CommandLine;
using System.CommandLine.Parsing;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup recover</c>: finishes what runs left that did not come to their end.</summary>
internal static class RecoverCommand
{
    // As in an installation: what is older may be in use by others meanwhile.
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private const string Description =
        """
        Finishes what was left by installations and runs of aimsetup that were killed, or that could not be taken back: by the same
        evidence as a rollback, and never while they may still be running. That is in AVEVA Identity Manager what they registered or
        changed, and on this machine what installations stored. The account is used at the server given, and nowhere else. What nothing
        finishes is ended by --forget, once you have looked after it in AVEVA Identity Manager, which is not asked then.

        Example:
          aimsetup recover --server sms01.plant.example --user PLANT\installer
        """;

    public static Command Create()
    {
        var command = new Command("recover", Description);
        var input = new SettingsInput(new SettingOptions().Recovery(), clientSecret: null, administrates: true);
        var anyAge = new Option<bool>("--any-age") { Description = "Also take back registrations and changed settings older than a day, which other machines may use meanwhile." };
        var forget = new Option<string?>("--forget") { Description = "Only end the journal entry of this transaction, as aimsetup status shows it: nothing is taken back or asked.", HelpName = "TRANSACTION" };
        var discard = new Option<bool>("--discard-secrets") { Description = "With --forget: also where the entry has the only copy of a secret." };
        var (dryRun, journal) = (CommonOptions.DryRun(), CommonOptions.Journal());
        input.AddTo(command);
        foreach (var option in new Option[] { anyAge, forget, discard, dryRun, journal })
            command.Options.Add(option);
        CommandContext.Run(command, context => context.Parsed.GetValue(forget) is { } name
            ? Task.FromResult(Forget(context, name, context.Parsed.GetValue(discard), context.Parsed.GetValue(dryRun), context.Parsed.GetValue(journal), [forget, discard, dryRun, journal]))
            : context.Parsed.GetValue(discard)
                ? throw new CliException(ExitCode.CommandLine, "--discard-secrets is given without --forget: nothing else discards secrets.")
                : RunAsync(context, input, context.Parsed.GetValue(anyAge), context.Parsed.GetValue(dryRun), context.Parsed.GetValue(journal)));
        return command;
    }

    // What is given for nothing was given for something else.
    private static int Forget(CommandContext context, string name, bool discardsSecrets, bool dryRun, string? journal, Option[] allowed)
    {
        if (context.Parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(o => !o.Implicit && !o.Option.Recursive && !allowed.Contains(o.Option)) is { } other)
            throw new CliException(ExitCode.CommandLine, $"--forget asks and changes nothing in AVEVA Identity Manager: leave {other.Option.Name} out.");
        var transaction = JournalForgetting.TransactionOf(name);
        var run = new JournalForgetting(LocalMachine.Open(journal)).Run(transaction, discardsSecrets, dryRun);
        context.Output.Line($"{(dryRun ? "would forget" : "forgotten")}: '{run.Client ?? "(assigned by the server)"}' at {run.Server}, by {run.Product}, transaction {run.Transaction}: {run.Result}");
        return context.Output.End(new RecoverReport { DryRun = dryRun, Runs = [run] }, ReportJson.Shared.RecoverReport);
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input, bool anyAge, bool dryRun, string? journal)
    {
        var machine = LocalMachine.Open(journal);
        var reader = input.Read(context, asksForSecret: false);
        var settings = reader.ReadForRecovery();
        SettingsInput.Require(reader);
        Dictionary<string, string> ofSecretFiles = [];
        var recovery = Recovery(context, machine, settings, anyAge, ofSecretFiles);
        List<AimError> unreadable = [];
        List<RecoveredRun> runs = [];
        AimError? left = null;
        var untouched = 0;

        // What is under way is finished, so that it can be said how it ended. The time budget of each ends it.
        bool GoesOn(UnfinishedInstall install)
        {
            untouched += context.CancellationToken.IsCancellationRequested ? 1 : 0;
            return untouched == 0;
        }

        if (dryRun)
        {
            runs.AddRange(recovery.List(unreadable.Add).Select(i => Run(i, i.Step)));
        }
        else
        {
            var results = await context.Output.WhileAsync("Finishing what was left", () => recovery.RecoverAsync(unreadable.Add, GoesOn)).ConfigureAwait(false);
            runs.AddRange(results.Select(r => Run(r, ofSecretFiles.GetValueOrDefault(r.Install.Transaction, ""))));
            left = results.Select(r => r.Result.Error).FirstOrDefault(e => e is not null);
        }
        foreach (var run in runs)
            Show(context.Output, run);
        if (settings.Credentials is not null)
            WarnOfOtherServers(runs.Where(r => (dryRun || r.Error is not null) && !IsOfServer(settings, r.Server)), settings.Server!);
        var onMachine = new HandOverRecovery(machine);
        var handOvers = untouched > 0 ? [] : onMachine.Run(dryRun);
        foreach (var handOver in handOvers)
            Show(context.Output, handOver, dryRun);
        if (runs.Count + handOvers.Count + untouched + unreadable.Count == 0)
            context.Output.Line("nothing was left unfinished");
        var first = left ?? unreadable.FirstOrDefault() ?? onMachine.Problems.FirstOrDefault();
        foreach (var error in unreadable.Where(e => untouched > 0 || e != first))
            CommandOutput.Warn(ErrorReport.Of(error).Line);
        var report = new RecoverReport { DryRun = dryRun, Runs = runs, HandOvers = handOvers };
        if (untouched > 0)
            return context.Output.End(report, ReportJson.Shared.RecoverReport, ExitCode.Cancelled, new ErrorReport(null, null, $"cancelled before all was finished (not touched: {untouched}). What is said of the others was done; run aimsetup recover again for the rest."));
        return context.Output.End(report, ReportJson.Shared.RecoverReport,
            first is null ? ExitCode.Done : ErrorExitCodes.Of(first.Definition), first is null ? null : ErrorReport.Of(first));
    }

    private static RegistrationRecovery Recovery(CommandContext context, LocalMachine machine, InstallSettings settings, bool anyAge, Dictionary<string, string> ofSecretFiles) => new(
        machine.Journal,
        LocalMachine.IsInstalled,
        entry => context.Connect(entry.Trust.And(settings.Trust), settings.TimeoutSeconds),
        (entry, http) => context.Registrars(http, settings.Given.Over(entry.Options), IsOfServer(settings, entry.Endpoints.Server) ? settings.Credentials : null))
    {
        MaximumAge = anyAge ? null : Age,
        Credentials = machine.Credentials,

        // At once: its entry is gone by then, and a later one may be interrupted.
        Finished = (entry, result) =>
        {
            if (result.Outcome == Outcome.RolledBack && entry.SecretFile is { } file)
                ofSecretFiles[entry.Transaction] = OfSecretFile(file, entry.Secrets?.After);
        },
    };

    private static bool IsOfServer(InstallSettings settings, string server) => AimServerAddress.AreSame(server, settings.Server?.ToString());

    private static void WarnOfOtherServers(IEnumerable<RecoveredRun> runs, AimServerAddress given)
    {
        foreach (var run in runs)
            CommandOutput.Warn($"the account was given for {given} and was not used for what is unfinished of '{run.Client ?? "(assigned by the server)"}' at {run.Server}, transaction {run.Transaction}: if that is the same server under another name, give --server {run.Server}.");
    }

    private static RecoveredRun Run(RecoveryResult result, string ofSecretFile)
    {
        var run = Run(result.Install, result.Step);
        run.Outcome = OutcomeLine.Name(result.Result.Outcome);
        var note = result.Result.Note + ofSecretFile;
        run.Result = note.Length > 0 ? note : null;
        run.Error = result.Result.Error is { } error ? ErrorReport.Of(error) : null;
        return run;
    }

    // As a run that takes back its own change removes it.
    private static string OfSecretFile(string file, Secret? secret) => secret is null
        ? File.Exists(file) ? $"; the file {file} has its secret, which works nowhere" : ""
        : SecretFile.Remove(file, secret) switch
        {
            true => $"; the file {file}, which had the new secret, was removed",
            false => $"; the file {file} cannot be removed, and has the new secret, which works nowhere",
            null => File.Exists(file) ? $"; the file {file} was left, as it does not hold the new secret alone" : "",
        };

    private static RecoveredRun Run(UnfinishedInstall install, RecoveryStep step) => new()
    {
        Transaction = install.Transaction,
        Client = install.ClientId,
        Server = install.Server,
        Product = install.Product.Name,
        Step = step.ToString().ToLowerInvariant(),
    };

    private static void Show(CommandOutput output, RecoveredRun run)
    {
        var what = $"'{run.Client ?? "(assigned by the server)"}' at {run.Server}, by {run.Product}, transaction {run.Transaction}";
        output.Line(run.Outcome is null ? $"would {run.Step}: {what}" : $"{run.Outcome}: {what}{(run.Result is null ? "" : $": {run.Result}")}");
        if (run.Error is { } error)
            output.Line("  " + error.Line);
    }

    private static void Show(CommandOutput output, RecoveredHandOver run, bool dryRun)
    {
        var what = $"what the installation of the product {run.ProductCode} left on this machine (the marker{(run.Client is null ? "" : $", the stored credentials of '{run.Client}'")}), transaction {run.Transaction}";
        output.Line((run, dryRun) switch
        {
            ({ Error: not null }, _) => $"not finished: {what}",
            (_, true) => $"would {run.Step}: {what}",
            ({ Step: "close" }, _) => $"stays: {what}: its product is installed",
            _ => $"taken back: {what}",
        });
        if (run.Error is { } error)
            output.Line("  " + error.Line);
    }
}
