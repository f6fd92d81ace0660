using System.Globalization;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// What AimPlan does first: it finishes what installs before this one left. Whatever comes of it are lines in the log; it
/// never stops an install, and takes a part of its time only.
/// </summary>
internal static class PlanRecovery
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(15);

    // Within that time hardly any other machine has adopted what a killed install created; after it, an administrator decides.
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(1);

    /// <returns>
    /// Whether what is left had to do with the client, so that Windows Installer may still roll it back before AimRegister; null: there may be
    /// something that cannot be read.
    /// </returns>
    public static bool? Run(ActionContext context, InstallSettings settings, ClientRequest request)
    {
        var half = TimeSpan.FromSeconds(settings.TimeoutSeconds / 2.0);
        var budget = context.Allow(half < LongestTime ? half : LongestTime);
        var server = request.Server.ToString();
        var recovery = new RegistrationRecovery(
            context.Journal,
            context.Session.IsProductInstalled,
            entry => context.Connect(entry.Trust.And(settings.Trust), budget),

            // An account is for the server that it was given for, and for no other.
            (entry, http) => context.Registrars(http, entry.Options, AimServerAddress.AreSame(entry.Endpoints.Server, server) ? settings.Credentials : null))
        {
            MaximumAge = MaximumAge,
            LeavesNewSecrets = true,
            Credentials = context.Places.Credentials,
            AtHand = request.Client.ClientId is { } id
                ? new ClientAtHand { Server = server, ClientId = id, ClientSecret = request.IsSecretNew ? null : request.ClientSecret }
                : null,
        };
        if (settings.CheckOnly)
        {
            foreach (var install in recovery.List(error => Unreadable(context, error)))
                context.Say($"{Name(install)}: {What(install)}");
            return false;
        }
        var (isLeft, isUnread) = (false, false);
        void Unread(AimError error)
        {
            // It may be of this client. AimRegister has the rights to read it, but looks after Windows Installer may have rolled it back.
            isUnread = true;
            Unreadable(context, error);
        }
        foreach (var result in context.Log.Run(token => recovery.RecoverAsync(Unread, cancellationToken: token), canCancel: true))
        {
            Tell(context, result);
            isLeft |= result.Install.Kind == PlanKind.Create
                && (result.Step is RecoveryStep.TakeOver or RecoveryStep.Wait || result.Result.Outcome == Outcome.NotRolledBack)
                && result.Install.ClientId == request.Client.ClientId && AimServerAddress.AreSame(result.Install.Server, server);
        }
        return isLeft || !isUnread ? isLeft : null;
    }

    private static void Tell(ActionContext context, RecoveryResult result)
    {
        var (install, outcome) = (result.Install, result.Result);
        context.Say($"{Name(install)}: {(outcome.Error is { } error ? error.ToString() : outcome.Note)}");
        if (outcome.Outcome == Outcome.RolledBack && install.SecretFile is { } file)
            context.Say($"the file {file}, if it is still there, has a client secret that works nowhere");
        if (result.Step == RecoveryStep.TakeBack)
            context.End(outcome.Outcome, install.ClientId, install.Server, install.Transaction, outcome.Error);
    }

    // What an ordinary user may not read is no defect of the journal.
    private static void Unreadable(ActionContext context, AimError error)
    {
        if (error.Definition == AimErrors.JournalUnusable)
            context.Say($"what earlier installations may have left was not looked at: {error.Arguments[0]}: {error.Arguments[1]}");
        else
            context.Log.Add(error.ToString());
    }

    private static string Name(UnfinishedInstall install) =>
        $"the installation of {install.Begun.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC (transaction={install.Transaction} client={install.ClientId ?? "-"} phase={install.Phase}) was not finished";

    private static string What(UnfinishedInstall install) => install.Step switch
    {
        RecoveryStep.Wait => "it may still be running, so it would be left alone",
        RecoveryStep.Close => "its product is installed, so its entry would become a record",
        RecoveryStep.Forget => "a later one registered the client anew, so its entry would be deleted",
        RecoveryStep.Ask => "unless this installation takes it over, it would be left to an administrator",
        _ when install.Kind == PlanKind.Rotate => "the secret of its client was being replaced: it would be left to an administrator, unless the new one works and is the one given",
        _ => "unless this installation takes it over, it would be taken back",
    };
}
