using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Mes;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// AimRegister, last: calls the MES Web API as the application will do. What MES refuses is reported and fails no installation:
/// the registration is right, and the privileges of the background user are set in MES, perhaps later.
/// </summary>
internal static class MesStep
{
    public static void Run(ActionContext context, ActionPayload payload, TimeBudget budget)
    {
        if (payload.MesAddress is null || !MesAddress.TryParse(payload.MesAddress, out var address, out _))
            return;
        var clientId = payload.Client!.ClientId!;
        if (context.Log.Run(token => CheckAsync(context, payload, clientId, address, budget, token), canCancel: true) is { } error)
            context.Log.Report(InstallerMessage.Warning, error);
        else
            context.Say($"the MES Web API answered '{clientId}' at {address}");
    }

    private static async Task<AimError?> CheckAsync(ActionContext context, ActionPayload payload, string clientId, MesAddress address, TimeBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            using var aim = context.Connect(payload.Trust, budget);
            var endpoint = payload.Endpoints!.TokenEndpoint;
            var answer = await new TokenClient(aim).ClientCredentialsAsync(endpoint, clientId, payload.ClientSecret!, cancellationToken).ConfigureAwait(false);
            if (answer.AccessToken is not { } accessToken)
                return AimErrors.TokenNotGranted.With(endpoint.AbsoluteUri, clientId, answer.ErrorText!);
            using var mes = context.Connect(payload.Trust.ForOtherServers(), budget);
            return await new MesWebApi(mes).CheckAsync(address, clientId, accessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e)
        {
            return e.Error;
        }
    }
}
