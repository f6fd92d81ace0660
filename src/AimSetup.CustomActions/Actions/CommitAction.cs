using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimCommit: closes the journal; at uninstall removes the registration if asked.</summary>
internal static class CommitAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        if (payload.Task is PayloadTask.Uninstall or PayloadTask.Unregister)
            return UninstallStep.Run(context, payload);
        HandOverStep.Complete(context, payload);
        try
        {
            Close(context, payload);
        }
        catch (AimException e)
        {
            // How the install ended is said already, and stays true.
            context.Log.Report(InstallerMessage.Warning, AimErrors.RecordNotCompleted.With(payload.Client?.ClientId ?? "", string.Join(": ", e.Error.Arguments)));
        }
        return ActionResult.Success;
    }

    private static void Close(ActionContext context, ActionPayload payload)
    {
        var records = UninstallStep.Records(context);
        switch (payload.Task)
        {
            case PayloadTask.Adopt when context.Journal.Find(payload.Transaction) is null:
                records.Adopt(payload.Endpoints!.Server, payload.Client!.ClientId!, payload.Product, UninstallStep.Warn(context));
                break;
            case PayloadTask.Create or PayloadTask.Adopt:
                records.Commit(payload.Transaction);
                break;
            case PayloadTask.Update:
                // It was proved, and leaves no record of its own: what there is of the client is the product's as by an adoption.
                records.Commit(payload.Transaction);
                records.Adopt(payload.Endpoints!.Server, payload.Client!.ClientId!, payload.Product, UninstallStep.Warn(context));
                break;
            case PayloadTask.HandOn when HandOverStep.FindMarker(context, payload.Product) is { ClientId.Length: > 0 } marker:
                records.HandOn(marker.Server, marker.ClientId, payload.Product, UninstallStep.Warn(context));
                break;
        }
    }
}
