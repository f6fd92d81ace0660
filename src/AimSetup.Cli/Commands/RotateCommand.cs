using System.CommandLine;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Credentials;
using AimSetup.CustomActions.Settings;
using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup rotate</c>: gives a client another secret.</summary>
internal sealed class RotateCommand
{
    private const string Description =
        """
        Gives a registered client a new secret. The present secret is proved first; the new one is proved by a token, and where that
        fails the present one is put back. What cannot be taken back is said before anything is changed. Credentials of the client
        that are stored on this machine get the new secret, and give the present one unless it is given.

        Example:
          aimsetup rotate --server sms01.plant.example --client line7-client --secret-file secret.txt --generate-secret new.txt --user PLANT\installer
        """;

    private readonly SettingsInput _input = new(new SettingOptions().Connection().Administration(), SecretOption.ClientSecret(), administrates: true);
    private readonly SecretOption _newSecret = SecretOption.NewSecret();
    private readonly Option<string?> _generate = CommonOptions.GenerateSecret();
    private readonly Option<bool> _lost = new("--lost-secret") { Description = "The present secret is not known: go on without it. Then it cannot be put back." };
    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<string?> _journal = CommonOptions.Journal();

    private RotateCommand()
    {
    }

    public static Command Create()
    {
        var rotate = new RotateCommand();
        var command = new Command("rotate", Description);
        rotate._input.AddTo(command);
        rotate._newSecret.AddTo(command);
        foreach (var option in new Option[] { rotate._generate, rotate._lost, rotate._dryRun, rotate._journal })
            command.Options.Add(option);
        CommandContext.Run(command, rotate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var machine = LocalMachine.Open(context.Parsed.GetValue(_journal));
        var secretFile = context.Parsed.GetValue(_generate) is { } name ? SecretFile.Check("--generate-secret", name, "--new-secret-file") : null;
        var (settings, secret, stored, isPresentGiven) = Read(context, machine, secretFile);
        var report = new ChangeReport
        {
            Client = settings.ClientId,
            Server = settings.Server!.ToString(),
            DryRun = context.Parsed.GetValue(_dryRun),
            Outcome = OutcomeLine.Name(Outcome.Skipped),
        };
        using var held = report.DryRun ? null : RotationLock.Take(machine.Journal, report.Server, settings.ClientId!);
        WarnOfUnfinished(machine, report);
        if (stored.OtherServer is { } other)
            CommandOutput.Warn($"the credentials of '{settings.ClientId}' that are stored on this machine, {stored.File}, are of {other} and keep their secret: if that is the same server under another name, give --server {other}, else the application here is left with a secret that works no more.");
        RotationPlan plan;
        var present = settings.ClientSecret;
        StoredSecretTrial? trial = null;
        using (var http = context.Connect(settings.Trust, settings.TimeoutSeconds))
        {
            plan = await context.Output.WhileAsync("Asking AVEVA Identity Manager about the client", async () =>
            {
                if (!isPresentGiven && stored.Found is { NextSecret: not null } two)
                    trial = await TryStoredAsync(context, http, settings, two).ConfigureAwait(false);
                present = trial?.Working ?? present;
                if (secret.Equals(present))
                    throw new CliException(ExitCode.CommandLine, "the new secret is the present one.");
                return await new RotationPlanner(http, context.Logger).PlanAsync(settings.ToRequest(present), context.CancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        report.Stored = stored.Found is null ? null : stored.Report("replace-secret");
        Show(context.Output, plan, trial, report);
        if (!report.DryRun)
            return await ApplyAsync(context, machine, settings, plan, new SecretChange { Before = present, After = secret }, report, secretFile).ConfigureAwait(false);
        context.Output.Line(OutcomeLine.Format(Outcome.Skipped, report.Client, report.Server, null, null));
        return context.Output.End(report, ReportJson.Shared.ChangeReport);
    }

    // The file has room for two: the one that works must be known, or the new secret would take the place of it. That is so for one
    // that is lost to people, too.
    private static async Task<StoredSecretTrial> TryStoredAsync(CommandContext context, AimHttpClient http, InstallSettings settings, StoredCredentials stored)
    {
        var endpoints = await new EndpointFinder(http, context.Logger).FindAsync(settings.Server!, settings.TokenServer, context.CancellationToken).ConfigureAwait(false);
        var trial = await StoredSecretTrial.RunAsync(http, endpoints.TokenEndpoint, stored, context.CancellationToken).ConfigureAwait(false);
        return trial.IsUndecided ? throw new AimException(AimErrors.ProofFailed.With(stored.ClientId, endpoints.Server, trial.ErrorText)) : trial;
    }

    // Then it is that one's new secret which may work, and not the one that is given.
    private static void WarnOfUnfinished(LocalMachine machine, ChangeReport report)
    {
        foreach (var entry in machine.Journal.ReadAll(_ => { }, lookOnly: true).Where(e => e.Kind == PlanKind.Rotate && e.ClientId == report.Client && AimServerAddress.AreSame(e.Endpoints.Server, report.Server)))
            CommandOutput.Warn($"an earlier rotation of '{report.Client}' did not come to its end, so that its new secret may be the one that works (transaction {entry.Transaction}): aimsetup recover finishes it, or puts the old one back.");
    }

    private (InstallSettings Settings, Secret NewSecret, StoredClient Stored, bool IsPresentGiven) Read(CommandContext context, LocalMachine machine, string? secretFile)
    {
        var isLost = context.Parsed.GetValue(_lost);
        if (secretFile is not null && _newSecret.IsGiven(context.Parsed))
            throw new CliException(ExitCode.CommandLine, "both --generate-secret and a new secret are given: give one.");
        StoredClient? stored = null;
        Secret? present = null;
        var reader = _input.Read(context, asksForSecret: !isLost, null, secretFile is null ? _newSecret : null,
            isLost ? null : r => present = (stored = StoredClient.Of(machine, r, isNeeded: true))?.Found?.ClientSecret);
        var settings = reader.ReadForExisting(secret: !isLost);
        var secret = secretFile is null ? reader.ReadSecret(SettingNames.NewSecret, SettingNames.NewSecretFile) : SecretGenerator.NewClientSecret();
        SettingsInput.Require(reader);
        if (isLost && settings.ClientSecret is not null)
            throw new CliException(ExitCode.CommandLine, "--lost-secret is given together with the present secret: give one.");
        if (secret is null)
            throw new CliException(ExitCode.CommandLine, "no new secret is given: give --generate-secret, --new-secret-file or --new-secret-env.");
        return (settings, secret, stored ?? StoredClient.Of(machine, settings, isNeeded: true), settings.ClientSecret is not null && present is null);
    }

    private static void Show(CommandOutput output, RotationPlan plan, StoredSecretTrial? trial, ChangeReport report)
    {
        report.Plan = "rotate";
        report.Registrar = plan.Registrar;
        report.Reason = "the client is registered";
        report.Notes = [.. trial is null ? [] : new[] { trial.Description }, .. plan.Notes.Select(SettingNames.ForCommandLine)];
        if (report.Stored is { } stored)
            report.Notes = [.. report.Notes, $"the stored credentials {stored.File} get the new secret, beside the old one until it is proved; they are used by {string.Join(", ", stored.Products)}"];
        output.Line($"plan: rotate the secret of '{report.Client}' at {report.Server}");
        foreach (var note in report.Notes)
            output.Line("  " + note);
    }

    private static async Task<int> ApplyAsync(
        CommandContext context, LocalMachine machine, InstallSettings settings, RotationPlan plan, SecretChange secrets, ChangeReport report, string? secretFile)
    {
        if (secretFile is not null)
        {
            report.SecretFile = secretFile;
            SecretFile.Write(report.SecretFile, secrets.After);
        }
        var transaction = Journal.NewTransaction();
        var entry = new JournalEntry
        {
            Transaction = transaction,
            Kind = PlanKind.Rotate,
            Begun = DateTimeOffset.UtcNow,
            Installer = ProcessStamp.Current,
            Endpoints = plan.Endpoints,
            Registrar = plan.Registrar,
            Options = settings.Options,
            Client = plan.Current.Settings,
            Mark = plan.Current.Mark ?? "",
            Product = ProductIdentity.CommandLine,
            Trust = settings.Trust,
            TimeoutSeconds = settings.TimeoutSeconds,
            Before = plan.Current,
            Secrets = secrets,
            SecretFile = report.SecretFile,
        };
        var change = new JournaledChange(context, machine, entry, settings.Credentials, secrets.After);
        var ending = await change.RunAsync("Replacing the client secret", (http, registrars, token) => new SecretRotation(machine.Journal, http, registrars)
        {
            Credentials = report.Stored is null ? null : machine.Credentials,
        }.ApplyAsync(entry, token)).ConfigureAwait(false);
        if (report.Stored is not null)
            report.Stored.Done = ending.Result is { Error: null };
        return change.End(report, ending);
    }
}
