using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// RegisterAIMServiceClient.ps1 of the MES media, with its questions answered. It can create and nothing else; that it did is
/// proved by a token only.
/// </summary>
/// <remarks>The script is looked for only where it is run: to take back or remove, it is not needed, and its media may be gone by then.</remarks>
internal sealed class ScriptRegistrar(PowerShellConversation conversation, Func<string> usableScript, AimEndpoints endpoints, RegistrarCredentials? credentials, ILogger logger) : IClientRegistrar
{
    private const string CannotLookUp = "the script of the MES media cannot look clients up";

    public string Name => RegistrarFactory.MesScript;

    /// <summary>Looks whether there is a script that may be run.</summary>
    /// <exception cref="AimException">There is none.</exception>
    public void Check() => usableScript();

    public Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(new RegistrarCapabilities
    {
        CanFind = false,
        CanMark = false,
        CanUpdate = false,
        Removal = RemovalEffect.Nothing,
        Notes =
        [
            $"the script is {usableScript()}; it registers with the AVEVA Identity Manager that it finds itself, with the scopes and the token lifetime that it holds (AIMSCOPES and AIMTOKENLIFETIME are not used)",
            "the registrar script cannot look whether the client ID is registered: what the script of the MES media does to a client that is there with another secret is not public",
            "the registrar script cannot remove: after a failed installation the client stays registered, and a person has to remove it in AVEVA Identity Manager",
        ],
    });

    public Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken) =>
        Task.FromResult(LookupAnswer.Unknown(CannotLookUp));

    public async Task<CreateAnswer> CreateAsync(ClientSettings settings, Secret? secret, string mark, CancellationToken cancellationToken)
    {
        if (settings.ClientId is null || secret is null)
            throw new ArgumentException("The script takes a client ID and a secret; it assigns none.", nameof(settings));
        if (credentials is not { UserName: { } user, Password: { } password })
            throw new AimException(AimErrors.CredentialsRequired.With("The script of the MES media", endpoints.Server));
        var path = usableScript();
        var request = new Dictionary<string, string>
        {
            ["path"] = path,
            ["client"] = settings.ClientId,
            ["secret"] = secret.Reveal(),
            ["user"] = user,
            ["password"] = password.Reveal(),
        };
        var answer = await conversation.AskAsync(PowerShellScript.Mes, request, changes: true, [secret, password], cancellationToken).ConfigureAwait(false);
        var text = ServerText.Clean(answer.Message ?? "", secret, password);
        if (!answer.IsOk)
        {
            var error = answer.Kind == "asked" ? AimErrors.ScriptAskedMore.With(path, text) : AimErrors.ScriptFailed.With(path, text.TrimEnd('.'));
            throw new AimException(error) { MayHaveTakenEffect = true };
        }
        PowerShellLog.ScriptRan(logger, path, settings.ClientId, text);
        return CreateAnswer.Created(new RegistrationReceipt { ClientId = settings.ClientId });
    }

    public Task<ClientSettings?> UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken) => throw NotPossible(wanted.ClientId!);

    public Task RestoreAsync(FoundClient current, string state, CancellationToken cancellationToken) => throw NotPossible(current.Settings.ClientId!);

    public Task<UseNote> NoteUseAsync(string clientId, CancellationToken cancellationToken) => Task.FromResult(UseNote.NotPossible);

    public Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken) => throw new AimException(
        AimErrors.SecretNotReplaceable.With(current.Settings.ClientId!, endpoints.Server, "what the script of the MES media does with an ID that is registered already is not known"));

    public Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken) =>
        Task.FromResult(RemovalEffect.Nothing);

    private AimException NotPossible(string clientId) => new(AimErrors.UpdateNotPossible.With(clientId, endpoints.Server, CannotLookUp));
}
