using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Tokens;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Planning;

/// <summary>
/// Finds out what is to be done, without changing anything. The first thing asked is a token for the given ID and secret:
/// if it is granted, the client is registered and no administrator's credentials are needed.
/// </summary>
/// <param name="http">The connection.</param>
/// <param name="logger">Is told what was found.</param>
public sealed class Planner(AimHttpClient http, ILogger logger)
{
    private const int MesScriptLifetime = 86400;

    /// <summary>Which PowerShell the registrars use.</summary>
    public PowerShellLocator PowerShell { get; init; } = PowerShellLocator.System;

    /// <summary>Whether the script of the MES media may lie anywhere; see <see cref="RegistrarFactory.AllowScriptAnywhere"/>.</summary>
    public bool AllowScriptAnywhere { get; init; }

    /// <summary>Plans.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The plan; whatever stands in the way is a plan of the kind <see cref="PlanKind.Refuse"/>.</returns>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public async Task<Plan> PlanAsync(ClientRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            var endpoints = await new EndpointFinder(http, logger).FindAsync(request.Server, request.TokenServer, cancellationToken).ConfigureAwait(false);
            var proof = await ProveAsync(request, endpoints, cancellationToken).ConfigureAwait(false);
            return proof switch
            {
                null or { ErrorCode: TokenAnswer.InvalidClient } => await PlanCreationAsync(request, endpoints, cancellationToken).ConfigureAwait(false),
                { IsGranted: true } => await PlanExistingAsync(request, endpoints, proof, cancellationToken).ConfigureAwait(false),
                { ErrorCode: "unauthorized_client" or "invalid_scope" } => await PlanRepairAsync(request, endpoints, proof, cancellationToken).ConfigureAwait(false),
                _ => Plan.Refuse(AimErrors.UnexpectedAnswer.With(endpoints.TokenEndpoint.AbsoluteUri, proof.ErrorText!)),
            };
        }
        catch (AimException e)
        {
            return Plan.Refuse(e.Error);
        }
    }

    private async Task<TokenAnswer?> ProveAsync(ClientRequest request, AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (request.IsSecretNew || request.ClientSecret is null || request.Client.ClientId is null)
            return null;
        var answer = await new TokenClient(http).ClientCredentialsAsync(endpoints.TokenEndpoint, request.Client.ClientId, request.ClientSecret, cancellationToken).ConfigureAwait(false);
        PlanningLog.Proof(logger, endpoints.TokenEndpoint.AbsoluteUri, request.Client.ClientId,
            answer switch
            {
                { IsGranted: true } => $"granted, valid for {answer.ExpiresIn} s",
                { ErrorCode: TokenAnswer.InvalidClient } => "not granted: the ID is not registered, or not with this secret",
                _ => $"not granted ({answer.ErrorText})",
            });
        return answer;
    }

    private async Task<Plan> PlanExistingAsync(ClientRequest request, AimEndpoints endpoints, TokenAnswer proof, CancellationToken cancellationToken)
    {
        var id = request.Client.ClientId!;
        if (request.Existing == ExistingClientPolicy.Fail)
            return Plan.Refuse(AimErrors.AlreadyRegistered.With(id, endpoints.Server));

        var sameLifetime = proof.ExpiresIn is null || proof.ExpiresIn == request.Client.TokenLifetime;
        if (request.Existing == ExistingClientPolicy.Adopt)
            return Plan.Adopt(endpoints, sameLifetime
                ? "the client is registered and its secret works"
                : $"the client is registered and its secret works; its tokens live {proof.ExpiresIn} s, not {request.Client.TokenLifetime} s (AIMEXISTING=update would change that)");

        if (request.Credentials is not null)
            return await PlanUpdateAsync(request, endpoints, proof, cancellationToken).ConfigureAwait(false);
        return sameLifetime
            ? Plan.Adopt(endpoints, "the client is registered, its secret works, and its tokens live as long as asked for (without an AIM account its scopes cannot be compared)")
            : Plan.Refuse(AimErrors.CredentialsRequired.With($"Bringing the settings of '{id}' in line (its tokens live {proof.ExpiresIn} s instead of {request.Client.TokenLifetime} s)", endpoints.Server));
    }

    private async Task<Plan> PlanRepairAsync(ClientRequest request, AimEndpoints endpoints, TokenAnswer proof, CancellationToken cancellationToken) =>
        request is { Existing: ExistingClientPolicy.Update, Credentials: not null }
            ? await PlanUpdateAsync(request, endpoints, proof, cancellationToken).ConfigureAwait(false)
            : Plan.Refuse(AimErrors.SettingsMismatch.With(request.Client.ClientId!, endpoints.Server, $"its settings do not allow a token ({proof.ErrorText})"));

    private async Task<Plan> PlanUpdateAsync(ClientRequest request, AimEndpoints endpoints, TokenAnswer proof, CancellationToken cancellationToken)
    {
        var id = request.Client.ClientId!;
        var choice = await ChooseAsync(request, endpoints, cancellationToken).ConfigureAwait(false);
        if (choice.Registrar is not { } registrar)
            return Plan.Refuse(AimErrors.UpdateNotPossible.With(id, endpoints.Server, choice.Reason.TrimEnd('.')));
        var found = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Client is not { } current)
            return Plan.Refuse(AimErrors.UpdateNotPossible.With(id, endpoints.Server, found.UnknownBecause ?? "its secret is accepted, but the server does not list it"));
        if (current.NotRestorableBecause is { } why)
            return Plan.Refuse(AimErrors.UpdateNotPossible.With(id, endpoints.Server, why));

        // Where no token is granted, settings that are the same are not all: the grant types are changed too.
        if (proof.IsGranted && current.Settings.HasSameEffectAs(request.Client))
            return Plan.Adopt(endpoints, "the client is registered, its secret works, and its settings are as asked for");
        var capabilities = await registrar.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var reason = proof.IsGranted
            ? $"the client is registered with other settings: {current.Settings.DescribeDifferenceTo(request.Client)}"
            : $"the client is registered, and its settings do not allow a token ({proof.ErrorText})";
        return capabilities.CanUpdate
            ? Plan.Update(endpoints, registrar.Name, current, reason, [choice.Reason, .. capabilities.Notes])
            : Plan.Refuse(AimErrors.UpdateNotPossible.With(id, endpoints.Server, $"the registrar {registrar.Name} cannot change clients there"));
    }

    private Task<RegistrarChoice> ChooseAsync(ClientRequest request, AimEndpoints endpoints, CancellationToken cancellationToken) =>
        new RegistrarFactory(http, logger)
        {
            Credentials = request.Credentials,
            Options = request.Options,
            PowerShell = PowerShell,
            AllowScriptAnywhere = AllowScriptAnywhere,
        }.ChooseAsync(request.Registrar, endpoints, cancellationToken);

    private async Task<Plan> PlanCreationAsync(ClientRequest request, AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        var id = request.Client.ClientId;
        // Cmdlets on this machine may do with the rights of whoever runs this.
        if (request.Credentials is null && request.Registrar != RegistrarFactory.PcsCmdlets)
            return Plan.Refuse(AimErrors.CredentialsRequired.With(request.IsSecretNew
                ? $"Registering the client '{id}'"
                : $"No token is granted for the client '{id}': either the client secret given is not its secret, or the ID is not registered. Registering it", endpoints.Server));
        var choice = await ChooseAsync(request, endpoints, cancellationToken).ConfigureAwait(false);
        if (choice.Registrar is not { } registrar)
            return Plan.Refuse(choice.Error!);
        if (registrar.Name == RegistrarFactory.MesScript && request.Credentials is not { UserName: not null, Password: not null })
            return Plan.Refuse(AimErrors.CredentialsRequired.With("The script of the MES media, which asks for an account,", endpoints.Server));
        if (id is null && registrar.Name != RegistrarFactory.DynamicClientRegistration)
            return Plan.Refuse(AimErrors.NoRegistrar.With(endpoints.Server, $"the registrar {registrar.Name} assigns no client ID, and none was given"));
        if (id is null)
            return Plan.Create(endpoints, registrar.Name, "no client ID was given; the server assigns one", [choice.Reason]);

        var found = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Client is not null)
        {
            // Another machine may have registered it since the token was asked for.
            if (await ProveAsync(request, endpoints, cancellationToken).ConfigureAwait(false) is { IsGranted: true } proof)
                return await PlanExistingAsync(request, endpoints, proof, cancellationToken).ConfigureAwait(false);
            return Plan.Refuse(request.Existing == ExistingClientPolicy.Fail
                ? AimErrors.AlreadyRegistered.With(id, endpoints.Server)
                : AimErrors.SecretMismatch.With(id, endpoints.Server));
        }
        var capabilities = await registrar.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        if (request.Existing == ExistingClientPolicy.Fail && !capabilities.CanFind)
            return Plan.Refuse(AimErrors.CannotLook.With(id, endpoints.Server, registrar.Name));
        var reason = found.UnknownBecause is null
            ? "the client is not registered"
            : $"no token is granted for the client; whether it is registered is not known ({found.UnknownBecause})";
        List<string> notes = [choice.Reason, .. capabilities.Notes];
        if (registrar.Name == RegistrarFactory.MesScript && request.Client.TokenLifetime != MesScriptLifetime)
            notes.Add($"AIMTOKENLIFETIME={request.Client.TokenLifetime} has no effect: the script registers 24 hours, and only somebody who edits it can change that");
        return Plan.Create(endpoints, registrar.Name, reason, notes);
    }
}
