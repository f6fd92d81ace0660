using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimCommit: closes the journal; at uninstall removes the registration if asked.</summary>
internal static class CommitAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        if (payload.Task is PayloadTask.Uninstall or PayloadTask.Unregister)
        {
            UninstallStep.Run(context, payload);
            return ActionResult.Success;
        }
        var records = UninstallStep.Records(context);
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
                records.Adopt(payload.Endpoints!.Server, payload.Client!.ClientId!, payload.Product, UninstallStep.Warn(context));
                break;
        }
        return ActionResult.Success;
    }
}
