using AimSetup.CustomActions.Payloads;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// What AimRegister does for a client that is there: it takes over what a killed install of this machine left, and notes the use
/// at the server where there is an account for it. Without both it asks nothing of AIM.
/// </summary>
internal static class AdoptAction
{
    public static TransactionResult Run(ActionContext context, ActionPayload payload, TimeBudget budget)
    {
        using var http = context.Connect(payload.Trust, budget);
        var adoption = new RegistrationAdoption(context.Journal, http, context.Registrars(http, payload.Options, payload.Credentials))
        {
            Installer = context.Environment.Installer,
            WasUnfinished = payload.WasUnfinished,
            MayBeUnfinished = payload.MayBeUnfinished,
        };
        var entry = RegisterAction.Entry(payload, installer: null);
        return context.Log.Run(
            token => adoption.AdoptAsync(entry, payload.ClientSecret, payload.Existing, error => context.Log.Add(error.ToString()), token), canCancel: true);
    }
}
