using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimRollback: takes back what the journal says. It has the whole of AIMTIMEOUT again: the install may have used it up.</summary>
internal static class RollbackAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        var handOver = HandOverStep.Undo(context, payload);
        if (Find(context, payload, out var isUnread) is not { } entry)
        {
            if (handOver is not null)
                context.End(handOver.Outcome, payload.Client?.ClientId, payload.Endpoints?.Server, payload.Transaction, handOver.Error);
            return ActionResult.Success;
        }
        using var http = context.Connect(payload.Trust, TimeSpan.FromSeconds(payload.TimeoutSeconds));
        var rollback = new RegistrationRollback(context.Journal, http, context.Registrars(http, entry.Options, payload.Credentials));
        var result = context.Log.Run(token => isUnread ? rollback.UndoUnreadAsync(entry, payload.ClientSecret, token) : rollback.UndoAsync(entry, payload.ClientSecret, token), canCancel: false);
        if (result.Note.Length > 0)
            context.Say(result.Note);
        if (result.Error is { } error)
            context.Log.Report(InstallerMessage.Warning, error);
        context.End(result.Outcome, entry.Receipt?.ClientId ?? entry.Client.ClientId, entry.Endpoints.Server, payload.Transaction, result.Error);
        return ActionResult.Success;
    }

    private static JournalEntry? Find(ActionContext context, ActionPayload payload, out bool isUnread)
    {
        isUnread = false;
        try
        {
            return context.Journal.Find(payload.Transaction);
        }
        catch (AimException e) when (payload.Task is PayloadTask.Create or PayloadTask.Update)
        {
            context.Say($"the entry cannot be read ({e.Error.Arguments[1]}): what this installation was about to do is looked for");
            isUnread = true;
            return RegisterAction.Entry(payload, installer: null);
        }
    }
}
