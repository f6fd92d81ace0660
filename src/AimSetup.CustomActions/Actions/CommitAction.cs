using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimCommit: closes the journal; at uninstall removes the registration if asked.</summary>
internal static class CommitAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        var records = new RegistrationRecords(context.Journal, context.Session.IsProductInstalled) { Credentials = context.Places.Credentials };
        HandOverStep.Complete(context, payload);
        switch (payload.Task)
        {
            case PayloadTask.Create or PayloadTask.Update:
                records.Commit(payload.Transaction);
                break;
            case PayloadTask.Adopt when context.Journal.Find(payload.Transaction) is not null:
                records.Commit(payload.Transaction);
                break;
            case PayloadTask.Adopt:
                records.Adopt(payload.Endpoints!.Server, payload.Client!.ClientId!, payload.Product, Warn(context));
                break;
            case PayloadTask.HandOn:
                break;
            default:
                Uninstall(context, payload, records);
                break;
        }
        return ActionResult.Success;
    }

    private static void Uninstall(ActionContext context, ActionPayload payload, RegistrationRecords records)
    {
        var remove = payload.Task == PayloadTask.Unregister;
        var results = context.Log.Run(
            token => records.UninstallAsync(
                payload.Product, remove,
                entry => context.Connect(entry.Trust.And(payload.Trust), TimeSpan.FromSeconds(payload.TimeoutSeconds)),
                (entry, http) => context.Registrars(http, entry.Options, payload.Credentials), Warn(context), token),
            canCancel: false);
        foreach (var (entry, result) in results)
        {
            if (result.Error is { } error)
                context.Log.Report(InstallerMessage.Warning, error);
            context.End(result.Outcome, entry?.Receipt?.ClientId, entry?.Endpoints.Server, entry?.Transaction, result.Error);
        }
        if (results.Count == 0)
            context.End(Outcome.Skipped, null, null, null);
    }

    private static Action<AimError> Warn(ActionContext context) => error => context.Log.Add(error.ToString());
}
