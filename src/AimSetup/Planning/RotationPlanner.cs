using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Planning;

/// <summary>Finds out whether a client can get another secret, and what that means, without changing anything.</summary>
/// <param name="http">The connection.</param>
/// <param name="logger">Is told what was found.</param>
public sealed class RotationPlanner(AimHttpClient http, ILogger logger)
{
    /// <summary>Which PowerShell the registrars use.</summary>
    public PowerShellLocator PowerShell { get; init; } = PowerShellLocator.System;

    /// <summary>Plans.</summary>
    /// <param name="request">The client with its present secret, the servers and the right to change AIM; settings and policy do not matter.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="AimException">It cannot be done; nothing was changed.</exception>
    public async Task<RotationPlan> PlanAsync(ClientRequest request, CancellationToken cancellationToken = default)
    {
        var id = request.Client.ClientId!;
        var endpoints = await new EndpointFinder(http, logger).FindAsync(request.Server, request.TokenServer, cancellationToken).ConfigureAwait(false);
        if (request.ClientSecret is { } present)
            await RequireGrantAsync(endpoints, id, present, cancellationToken).ConfigureAwait(false);
        if (request.Credentials is null && request.Registrar != RegistrarFactory.PcsCmdlets)
            throw new AimException(AimErrors.CredentialsRequired.With($"Replacing the client secret of '{id}'", endpoints.Server));

        var factory = new RegistrarFactory(http, logger) { Credentials = request.Credentials, Options = request.Options, PowerShell = PowerShell };
        var choice = await factory.ChooseAsync(request.Registrar, endpoints, cancellationToken).ConfigureAwait(false);
        if (choice.Registrar is not { } registrar)
            throw new AimException(choice.Error!);
        var capabilities = await registrar.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        if (capabilities.SecretReplacement == SecretReplacement.NotOffered)
            throw new AimException(AimErrors.SecretNotReplaceable.With(id, endpoints.Server, $"the registrar {registrar.Name} offers no way to do it"));
        var found = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Client is not { } current)
        {
            throw new AimException(found.UnknownBecause is { } why
                ? AimErrors.SecretNotReplaceable.With(id, endpoints.Server, why)
                : AimErrors.NotRegistered.With(id, endpoints.Server));
        }
        return new RotationPlan
        {
            Endpoints = endpoints,
            Registrar = registrar.Name,
            Current = current,
            Notes = [choice.Reason, .. capabilities.Notes, .. Notes(capabilities.SecretReplacement, request.ClientSecret is not null)],
        };
    }

    private async Task RequireGrantAsync(AimEndpoints endpoints, string id, Secret present, CancellationToken cancellationToken)
    {
        var answer = await new TokenClient(http).ClientCredentialsAsync(endpoints.TokenEndpoint, id, present, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted)
            throw new AimException(AimErrors.ProofFailed.With(id, endpoints.Server, answer.ErrorText!));
    }

    private static IEnumerable<string> Notes(SecretReplacement replacement, bool isPresentKnown)
    {
        yield return "the new secret can be proved only after it is set: from that moment the old one must be expected to work no more, and whoever still has it gets no new token (tokens that were granted stay valid until they expire)";
        yield return isPresentKnown
            ? "if no token is granted for the new secret, the old one is put back"
            : "the old secret was not given: if no token is granted for the new one, the old one cannot be put back";
        if (replacement == SecretReplacement.ServerDecides)
            yield return "whether this server takes a new secret only trying tells; if it refuses, nothing is changed";
    }
}
