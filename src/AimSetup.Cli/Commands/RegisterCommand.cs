using System.CommandLine;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Transactions;
using AimSetup.Windows;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup register</c>: what an installation does about the client, without an installation.</summary>
internal static class RegisterCommand
{
    private const string Description =
        """
        Registers a client with AVEVA Identity Manager, as an installation does: a client whose secret works already is used as it is
        and needs no account; a failure is taken back; a token proves the result. With --store the credentials are handed to the
        application on this machine too.

        Example:
          aimsetup register --server sms01.plant.example --client line7-client --generate-secret secret.txt --user PLANT\installer
        """;

    public static Command Create()
    {
        var command = new Command("register", Description);
        var (input, dryRun, generate, journal) = (SettingsInput.ForRegistration(), CommonOptions.DryRun(), CommonOptions.GenerateSecret(), CommonOptions.Journal());
        input.AddTo(command);
        command.Options.Add(generate);
        command.Options.Add(dryRun);
        command.Options.Add(journal);
        CommandContext.Run(command, context => RunAsync(
            context, input, context.Parsed.GetValue(dryRun), context.Parsed.GetValue(generate), context.Parsed.GetValue(journal)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input, bool dryRun, string? fileName, string? journal)
    {
        var secretFile = fileName is null ? null : SecretFile.Check("--generate-secret", fileName, "--secret-file");
        var machine = LocalMachine.Open(journal);
        var reader = input.Read(context, asksForSecret: true, secretFile is null ? null : new() { ["AIMGENERATESECRET"] = "1" });
        var settings = reader.ReadForInstall();
        SettingsInput.Require(reader);
        if (settings.IsSecretNew && secretFile is null)
            throw new CliException(ExitCode.CommandLine, "the response file asks for a new secret (generateSecret): say by --generate-secret to which file it goes.");

        if (!settings.Store && input.IsGiven(context, "AIMREADERS"))
            throw new CliException(ExitCode.CommandLine, "--readers says who may read the stored credentials, and nothing is to be stored: give --store too.");
        var readers = settings.Store ? ReaderAccounts.Find(settings.Readers, Accounts.System) : null;

        var request = settings.ToRequest();
        var report = new ChangeReport { Client = settings.ClientId, Server = request.Server.ToString(), DryRun = dryRun, Outcome = OutcomeLine.Name(Outcome.Skipped) };
        Plan plan;
        using (var http = context.Connect(settings.Trust, settings.TimeoutSeconds))
        {
            plan = await context.Output.WhileAsync(
                "Asking AVEVA Identity Manager about the client", () => new Planner(http, context.Logger).PlanAsync(request, context.CancellationToken)).ConfigureAwait(false);
        }
        PlanCommand.Show(context.Output, plan, report);
        if (plan.Error is { } error)
            return End(context, report, Outcome.Refused, error);
        StoredClient? stored = null;
        if (settings.Store)
        {
            stored = new StoredClient(machine, plan.Endpoints!.Server, settings.ClientId!);
            report.Stored = stored.Report("write", readers);
            context.Output.Line(OperatingSystem.IsWindows()
                ? "  " + HandOverStep.Describe(stored.File, settings.Readers, readers)
                : $"  the credentials will be stored in {stored.File}");
        }
        if (dryRun)
            return End(context, report, Outcome.Skipped, null);

        void Store(string transaction)
        {
            if (stored is null)
                return;
            stored.Store(request.Client, request.ClientSecret!, plan.Endpoints!, settings.Trust, transaction, readers);
            report.Stored!.Done = true;
        }
        return await ApplyAsync(context, machine, settings, request, plan, report, secretFile, Store).ConfigureAwait(false);
    }

    private static int End(CommandContext context, ChangeReport report, Outcome outcome, AimError? error)
    {
        report.Outcome = OutcomeLine.Name(outcome);
        context.Output.Line(OutcomeLine.Format(outcome, report.Client, report.Server, null, error));
        return error is null
            ? context.Output.End(report, ReportJson.Shared.ChangeReport)
            : context.Output.End(report, ReportJson.Shared.ChangeReport, ErrorExitCodes.Of(error.Definition), ErrorReport.Of(error));
    }

    private static async Task<int> ApplyAsync(
        CommandContext context, LocalMachine machine, InstallSettings settings, ClientRequest request, Plan plan, ChangeReport report, string? secretFile, Action<string> store)
    {
        if (secretFile is not null)
        {
            report.SecretFile = secretFile;
            SecretFile.Write(report.SecretFile, request.ClientSecret!);
        }
        var transaction = Journal.NewTransaction();
        var entry = new JournalEntry
        {
            Transaction = transaction,
            Kind = plan.Kind == PlanKind.Update ? PlanKind.Update : PlanKind.Create,
            Begun = DateTimeOffset.UtcNow,
            Installer = ProcessStamp.Current,
            Endpoints = plan.Endpoints!,
            Registrar = plan.Registrar ?? request.Registrar,
            Options = request.Options,
            Client = request.Client,
            Mark = "AimSetup " + transaction,
            Product = ProductIdentity.CommandLine,
            Trust = settings.Trust,
            TimeoutSeconds = settings.TimeoutSeconds,
            Before = plan.Current,
            SecretFile = report.SecretFile,
        };
        var change = new JournaledChange(context, machine, entry, request.Credentials, request.ClientSecret);
        var ending = await change.RunAsync("Registering the client with AVEVA Identity Manager", async (http, registrars, token) =>
        {
            // A client that is there may be what a killed run left: then it is taken over, so that nobody takes it back.
            var result = plan.ChangesAim
                ? await new RegistrationChange(machine.Journal, http, registrars).ApplyAsync(entry, request.ClientSecret, request.IsSecretNew, request.Existing, token).ConfigureAwait(false)
                : await new RegistrationAdoption(machine.Journal, http, registrars).AdoptAsync(entry, request.ClientSecret, request.Existing, Warn, token).ConfigureAwait(false);
            store(transaction);
            new RegistrationRecords(machine.Journal, LocalMachine.IsInstalled).Commit(transaction);
            return result;
        }).ConfigureAwait(false);
        return change.End(report, ending);
    }

    private static void Warn(AimError error) => CommandOutput.Warn(ErrorReport.Of(error).Line);
}
