using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimRegister: journal, change, proof by a token, hand-over to the application, and a call of MES if asked for.</summary>
internal static class RegisterAction
{
    public static ActionResult Run(ActionContext context)
    {
        var payload = context.Receive();
        if (payload.Task == PayloadTask.HandOn)
            return HandOverStep.HandOn(context, payload);
        if (payload.Task is PayloadTask.Uninstall or PayloadTask.Unregister)
            return UninstallStep.RunWithoutRollback(context, payload);
        var (client, server) = (payload.Client!.ClientId, payload.Endpoints!.Server);
        context.Session.Message(InstallerMessage.ActionData, $"{client} at {server}");
        var budget = context.Allow(TimeSpan.FromMilliseconds(payload.RemainingMilliseconds));
        try
        {
            HandOverStep.Check(context, payload);
            var result = payload.Task == PayloadTask.Adopt ? AdoptAction.Run(context, payload, budget) : Change(context, payload, budget);
            if (result.Note.Length > 0)
                context.Say(result.Note);
            HandOverStep.Apply(context, payload, result.Outcome);
            MesStep.Run(context, payload, budget);
            context.End(result.Outcome, client, server, payload.Transaction);
            return ActionResult.Success;
        }
        catch (AimException e)
        {
            context.Log.Report(InstallerMessage.Error, e.Error);
            context.End(Outcome.Refused, client, server, payload.Transaction, e.Error);
            return ActionResult.Failure;
        }
    }

    private static TransactionResult Change(ActionContext context, ActionPayload payload, TimeBudget budget)
    {
        using var http = context.Connect(payload.Trust, budget);
        var change = new RegistrationChange(context.Journal, http, context.Registrars(http, payload.Options, payload.Credentials));
        return context.Log.Run(
            token => change.ApplyAsync(Entry(payload, context.Environment.Installer()), payload.ClientSecret, payload.IsSecretNew, payload.Existing, token), canCancel: true);
    }

    public static JournalEntry Entry(ActionPayload payload, ProcessStamp? installer) => new()
    {
        Transaction = payload.Transaction,
        Kind = payload.Task == PayloadTask.Update ? PlanKind.Update : PlanKind.Create,
        Begun = DateTimeOffset.UtcNow,
        Installer = installer,
        Endpoints = payload.Endpoints!,
        Registrar = payload.Registrar!,
        Options = payload.Options,
        Client = payload.Client!,
        Mark = ClientMark.Of(payload.Transaction),
        Product = payload.Product,
        Trust = payload.Trust,
        TimeoutSeconds = payload.TimeoutSeconds,
        Before = payload.Before,
    };
}
