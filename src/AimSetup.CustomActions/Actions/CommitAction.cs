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
            case PayloadTask.Create or PayloadTask.Update:
                records.Commit(payload.Transaction);
                break;
            case PayloadTask.Adopt when context.Journal.Find(payload.Transaction) is not null:
                records.Commit(payload.Transaction);
                break;
            case PayloadTask.Adopt:
                records.Adopt(payload.Endpoints!.Server, payload.Client!.ClientId!, payload.Product, UninstallStep.Warn(context));
                break;
        }
    }
}
