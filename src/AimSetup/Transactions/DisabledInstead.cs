using AimSetup.Errors;
using AimSetup.Registration;

namespace AimSetup.Transactions;

/// <summary>Says what was done to a client that could not be removed.</summary>
internal static class DisabledInstead
{
    public static AimError Of(string clientId, string server, RemovalEffect effect) => AimErrors.DisabledInstead.With(clientId, server, effect switch
    {
        RemovalEffect.DisabledAndSecretReplaced => "it was disabled and its secret replaced by a random one instead, so that it gets no more tokens",
        RemovalEffect.Disabled => "it was disabled instead, so that it gets no more tokens; its secret is the same",
        _ => "its secret was replaced by a random one instead, so that nobody gets tokens with it; it could not be disabled",
    });
}
