using AimSetup.CustomActions.Session;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimRollback: takes back what the journal says. It has the whole of AIMTIMEOUT again: the install may have used it up.</summary>
internal static class RollbackAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        var handOver = HandOverStep.Undo(context, payload);
        if (context.Journal.Find(payload.Transaction) is not { } entry)
        {
            if (handOver is not null)
                context.End(handOver.Outcome, payload.Client?.ClientId, payload.Endpoints?.Server, payload.Transaction, handOver.Error);
            return ActionResult.Success;
        }
        using var http = context.Connect(payload.Trust, TimeSpan.FromSeconds(payload.TimeoutSeconds));
        var rollback = new RegistrationRollback(context.Journal, http, context.Registrars(http, entry.Options, payload.Credentials));
        var result = context.Log.Run(token => rollback.UndoAsync(entry, payload.ClientSecret, token), canCancel: false);
        if (result.Note.Length > 0)
            context.Say(result.Note);
        if (result.Error is { } error)
            context.Log.Report(InstallerMessage.Warning, error);
        context.End(result.Outcome, entry.Receipt?.ClientId ?? entry.Client.ClientId, entry.Endpoints.Server, payload.Transaction, result.Error);
        return ActionResult.Success;
    }
}
