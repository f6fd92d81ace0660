using System.Globalization;
using AimSetup.Errors;
using AimSetup.Secrets;
using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// The Identity Manager cmdlets of the Platform Common Services: on this machine, or through PowerShell remoting on the System
/// Management Server. A client is marked by its description. What the cmdlets can do is asked for, never assumed.
/// </summary>
internal sealed class PcsRegistrar(PowerShellConversation conversation, PcsTarget target, RegistrarCredentials? credentials, RegistrarOptions options, ILogger logger) : IClientRegistrar
{
    private PowerShellAnswer? _last;

    public string Name => RegistrarFactory.PcsCmdlets;

    /// <summary>Where the cmdlets are: known after the first answer.</summary>
    public bool IsRemote => _last?.IsRemote ?? false;

    public async Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken)
    {
        var answer = _last ?? await AskAsync("probe", "", null, changes: false, [], cancellationToken).ConfigureAwait(false);
        var can = answer.Can!;
        return new RegistrarCapabilities
        {
            CanFind = true,
            CanMark = can.Mark,
            CanUpdate = can.Update,
            Removal = can.Removal,
            SecretReplacement = can.ReplaceSecret ? SecretReplacement.Offered : SecretReplacement.NotOffered,
            Notes = [.. PcsNotes.Of(can, answer, target, options)],
        };
    }

    public async Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("find", clientId, null, changes: false, [], cancellationToken).ConfigureAwait(false);
        if (answer.Client is { } client)
            return LookupAnswer.Found(Found(client, clientId));
        return answer.Kind is null ? LookupAnswer.NotRegistered : LookupAnswer.Unknown(
            $"Get-IdentityManagerClient fails for it as for an ID that nobody has, and a server that cannot be reached may do the same: {PcsErrors.Text(answer, credentials?.Password)}");
    }

    public async Task<CreateAnswer> CreateAsync(ClientSettings settings, Secret? secret, string mark, CancellationToken cancellationToken)
    {
        if (settings.ClientId is null || secret is null)
            throw new ArgumentException("The cmdlets take a client ID and a secret; they assign none.", nameof(settings));
        var answer = await AskAsync("create", settings.ClientId, secret, changes: true,
            [("mark", mark), ("lifetime", Number(settings.TokenLifetime)), ("scopes", string.Join(" ", settings.Scopes))], cancellationToken).ConfigureAwait(false);
        if (answer.Unset is { Count: > 0 } unset)
            PowerShellLog.Unset(logger, answer.Machine ?? "", string.Join(", ", unset));
        return answer.Done == "taken"
            ? CreateAnswer.Taken
            : CreateAnswer.Created(Receipt(settings.ClientId, mark, answer));
    }

    public async Task<ClientSettings?> UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken)
    {
        var before = ParseState(current.State);
        var grants = before.HasClientCredentials ? null : string.Join(" ", [.. before.Grants ?? [], "ClientCredentials"]);
        await ChangeAsync(wanted.ClientId!, wanted.TokenLifetime, wanted.Scopes, grants, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public Task RestoreAsync(FoundClient current, string state, CancellationToken cancellationToken)
    {
        var before = ParseState(state);
        var grants = before.HasClientCredentials || before.Grants is null ? null : string.Join(" ", before.Grants);
        return ChangeAsync(current.Settings.ClientId!, before.Lifetime ?? 0, before.Scopes ?? [], grants, cancellationToken);
    }

    public async Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken)
    {
        var id = current.Settings.ClientId!;
        var answer = await AskAsync("secret", id, secret, changes: true, [], cancellationToken).ConfigureAwait(false);
        if (!answer.Can!.ReplaceSecret)
            throw new AimException(AimErrors.SecretNotReplaceable.With(id, target.Server, "Update-IdentityManagerClient is not there, or has no parameter -Secret"));
        if (answer.Done != "updated")
            throw new AimException(AimErrors.NotRegistered.With(id, target.Server));
    }

    public async Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        // Only where there is no removal the secret is needed: nobody is to know it.
        var answer = await AskAsync("remove", receipt.ClientId, SecretGenerator.NewClientSecret(), changes: true,
            [("mark", receipt.Mark ?? "")], cancellationToken).ConfigureAwait(false);
        return answer.Done switch
        {
            "removed" or "gone" => RemovalEffect.Removed,
            "disabled" => answer.Can!.Removal,
            "other" => throw new AimException((ClientMark.IsInUse(answer.Client?.Description, receipt.Mark) ? AimErrors.ClientInUse : AimErrors.NotOurClient)
                .With(receipt.ClientId, target.Server)),
            _ => RemovalEffect.Nothing,
        };
    }

    public async Task<UseNote> NoteUseAsync(string clientId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(clientId, cancellationToken).ConfigureAwait(false);
        if (found.Client is not { } client)
            return found == LookupAnswer.NotRegistered ? UseNote.NotRegistered : UseNote.NotPossible;
        if (!ClientMark.IsOfInstall(client.Mark))
            return UseNote.NotNeeded;
        if (ClientMark.IsInUse(client.Mark))
            return UseNote.Noted;
        if (!_last!.Can!.Remark)
            return UseNote.NotPossible;
        var answer = await AskAsync("note", clientId, null, changes: true, [("mark", client.Mark!), ("note", ClientMark.InUse(client.Mark!))], cancellationToken).ConfigureAwait(false);
        return answer.Done == "noted" ? UseNote.Noted : UseNote.NotPossible;
    }

    private async Task ChangeAsync(string clientId, int lifetime, IReadOnlyList<string> scopes, string? grants, CancellationToken cancellationToken)
    {
        List<(string, string)> more = [("lifetime", Number(lifetime)), ("scopes", string.Join(" ", scopes))];
        if (grants is not null)
            more.Add(("grants", grants));
        var answer = await AskAsync("update", clientId, null, changes: true, more, cancellationToken).ConfigureAwait(false);
        if (answer.Done != "updated")
            throw new AimException(AimErrors.UpdateNotPossible.With(clientId, target.Server, "the client is no longer registered"));
    }

    private async Task<PowerShellAnswer> AskAsync(
        string operation, string clientId, Secret? secret, bool changes, IReadOnlyList<(string Name, string Value)> more, CancellationToken cancellationToken)
    {
        var mayGoRemote = target.Remoting != RemotingMode.Off && target.HasAccount;
        if (mayGoRemote && credentials!.RemotingRefusal is { } refusal)
            throw new AimException(refusal);
        var request = new Dictionary<string, string>
        {
            ["op"] = operation,
            ["hostBase"] = target.HostBase,
            ["computer"] = target.Computer,
            ["remoting"] = mayGoRemote ? target.RemotingName : "",
            ["restart"] = options.RestartService ? "1" : "0",
            ["client"] = clientId,
        };
        foreach (var (name, value) in more)
            request[name] = value;
        if (secret is not null)
            request["secret"] = secret.Reveal();
        if (target.HasAccount)
        {
            request["user"] = credentials!.UserName!;
            request["password"] = credentials.Password!.Reveal();
        }

        var answer = await conversation.AskAsync(PowerShellScript.Pcs, request, changes, [secret, credentials?.Password], cancellationToken).ConfigureAwait(false);
        if (answer is { Kind: "cmdlets-missing" } && target is { Remoting: not RemotingMode.Off, HasAccount: false })
            throw new AimException(AimErrors.CredentialsRequired.With("The Identity Manager cmdlets are not on this machine, and PowerShell remoting to the System Management Server", target.Server));
        if (!answer.IsOk || answer.Can is null)
        {
            var failure = PcsErrors.From(answer, target, clientId, changes, secret, credentials?.Password);
            if (PcsErrors.IsLogonFailure(answer))
                credentials?.RemotingRefusal = failure.Error;
            throw failure;
        }
        _last = answer;
        if (operation != "probe")
            PowerShellLog.Done(logger, answer.Machine ?? "", answer.IsRemote ? "through remoting" : "this machine", operation, clientId, Said(answer));
        if (answer.Restarted is { Length: > 0 } restarted)
            PowerShellLog.Restarted(logger, restarted);
        return answer;
    }

    private static RegistrationReceipt Receipt(string clientId, string mark, PowerShellAnswer answer)
    {
        var isUnread = answer.Can!.Mark && answer.IsMarked is null;
        return new RegistrationReceipt { ClientId = clientId, Mark = isUnread || answer.IsMarked == true ? mark : null, IsMarkUnread = isUnread };
    }

    private static string Said(PowerShellAnswer answer) =>
        answer switch
        {
            { Done: not (null or "nothing") } => answer.Done,
            { Client: not null } => "registered",
            { Kind: not null } => "not known whether it is registered",
            _ => "not registered",
        };

    private static FoundClient Found(PcsClient client, string clientId) => new()
    {
        Settings = new ClientSettings { ClientId = clientId, TokenLifetime = client.Lifetime ?? 0, Scopes = client.Scopes ?? [] },
        Mark = client.Description is { Length: > 0 } mark ? mark : null,
        NotRestorableBecause = client.Lifetime is null || client.Scopes is null ? "Get-IdentityManagerClient does not show its token lifetime and scopes" : null,
        State = PcsClient.Json.ToText(client),
    };

    private static PcsClient ParseState(string state) => PcsClient.Json.Parse(state)!;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
