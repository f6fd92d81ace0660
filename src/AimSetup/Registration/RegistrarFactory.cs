using AimSetup.Errors;
using AimSetup.Registration.Dcr;
using AimSetup.Registration.PowerShell;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Registration;

/// <summary>Chooses and makes registrars; has what they need.</summary>
/// <param name="http">The connection; its time is that of the registrars too.</param>
/// <param name="logger">Is told what registrars do.</param>
public sealed class RegistrarFactory(AimHttpClient http, ILogger logger)
{
    /// <summary>AIMREGISTRAR: whichever fits the server and this machine.</summary>
    public const string Automatic = "auto";

    /// <summary>AIMREGISTRAR: dynamic client registration, RFC 7591 and 7592.</summary>
    public const string DynamicClientRegistration = "dcr";

    /// <summary>AIMREGISTRAR: the PowerShell cmdlets of the Platform Common Services.</summary>
    public const string PcsCmdlets = "pcs";

    /// <summary>AIMREGISTRAR: RegisterAIMServiceClient.ps1 of the MES media.</summary>
    public const string MesScript = "script";

    /// <summary>The values of AIMREGISTRAR.</summary>
    public static IReadOnlyList<string> Names { get; } = [Automatic, PcsCmdlets, MesScript, DynamicClientRegistration];

    /// <summary>The right to change AIM; null: only what a receipt or the user of this process may.</summary>
    public RegistrarCredentials? Credentials
    {
        get;
        init
        {
            field = value;

            // The server may have got them when the install was planned, or gets them by a way of its own.
            http.Guard(value?.Password, value?.InitialAccessToken, value?.AccessToken);
        }
    }

    /// <summary>How registrars work.</summary>
    public RegistrarOptions Options { get; init; } = RegistrarOptions.Default;

    /// <summary>Which PowerShell is used.</summary>
    public PowerShellLocator PowerShell { get; init; } = PowerShellLocator.System;

    /// <summary>Whether the script may lie where others than administrators can write. Never in an elevated action.</summary>
    public bool AllowScriptAnywhere { get; init; }

    /// <summary>Makes the registrar with a name.</summary>
    /// <param name="name">One of <see cref="Names"/> but <see cref="Automatic"/>.</param>
    /// <param name="endpoints">The addresses.</param>
    /// <returns>The registrar.</returns>
    /// <exception cref="AimException">The server or this machine does not have what it needs.</exception>
    public IClientRegistrar Create(string name, AimEndpoints endpoints) => name switch
    {
        DynamicClientRegistration => endpoints.RegistrationEndpoint is null
            ? throw new AimException(AimErrors.NoRegistrar.With(endpoints.Server, NoEndpoint))
            : new DcrRegistrar(http, endpoints, Credentials, logger),
        PcsCmdlets => Pcs(endpoints),
        MesScript => Script(endpoints),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No registrar has this name."),
    };

    /// <summary>Chooses, for a plan: what is chosen works here as far as that can be found out without changing anything.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="endpoints">The addresses.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The registrar and why this one, or why none.</returns>
    public async Task<RegistrarChoice> ChooseAsync(string name, AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (name != Automatic)
        {
            try
            {
                var chosen = Create(name, endpoints);
                if (chosen is ScriptRegistrar script)
                    script.Check();
                return RegistrarChoice.Of(chosen, $"AIMREGISTRAR={name}");
            }
            catch (AimException e)
            {
                return RegistrarChoice.None(e.Error, e.Error.Text);
            }
        }
        var hasAccount = Credentials is { UserName: not null, Password: not null };
        if (endpoints.RegistrationEndpoint is not null && Credentials is not null)
            return RegistrarChoice.Of(Create(DynamicClientRegistration, endpoints), "auto: the server's discovery document names a registration_endpoint");
        if (!hasAccount)
            return RegistrarChoice.None(AimErrors.CredentialsRequired.With(Credentials is null ? "Choosing how to register" : "Registering without a registration_endpoint (RFC 7591), where an initial access token is of no use,", endpoints.Server), "no account was given");
        return await ChoosePowerShellAsync(endpoints, cancellationToken).ConfigureAwait(false);
    }

    private const string NoEndpoint = "its discovery document names no registration_endpoint (RFC 7591)";

    private async Task<RegistrarChoice> ChoosePowerShellAsync(AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        AimError whyNotPcs;
        try
        {
            var pcs = Pcs(endpoints);
            await pcs.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            return RegistrarChoice.Of(pcs, $"auto: {NoEndpoint}, and the Identity Manager cmdlets are {(pcs.IsRemote ? "on the System Management Server" : "on this machine")}");
        }
        catch (AimException e) when (e.Error.Definition != AimErrors.Timeout)
        {
            whyNotPcs = e.Error;
        }
        try
        {
            var script = Script(endpoints);
            script.Check();
            return RegistrarChoice.Of(script, $"auto: {NoEndpoint}; the cmdlets cannot be used ({whyNotPcs.Definition.Name}), and AIMSCRIPT names the script of the MES media");
        }
        catch (AimException e)
        {
            var reason = $"dcr: {NoEndpoint}; pcs: {Short(whyNotPcs)}; script: {Short(e.Error)}";
            return RegistrarChoice.None(AimErrors.NoRegistrar.With(endpoints.Server, reason), reason);
        }
    }

    // What happened and why; what to do would be said three times.
    private static string Short(AimError error)
    {
        var text = error.Text;
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text.TrimEnd('.') : text.Substring(0, end);
    }

    private PcsRegistrar Pcs(AimEndpoints endpoints) =>
        new(Conversation(endpoints), new PcsTarget(endpoints, Credentials, Options.Remoting), Credentials, Options, logger);

    private ScriptRegistrar Script(AimEndpoints endpoints) => new(Conversation(endpoints), UsableScript, endpoints, Credentials, logger);

    private string UsableScript()
    {
        if (Options.ScriptPath is not { } path)
        {
            var where = ScriptPlace.FindOnMedia() is { } found ? $" (copy its folder from the MES media; {found} may be it)" : "";
            throw new AimException(AimErrors.ScriptUnusable.With("RegisterAIMServiceClient.ps1", "AIMSCRIPT does not name it" + where));
        }
        var problem = AllowScriptAnywhere ? (File.Exists(path) ? null : "it does not exist") : ScriptPlace.Problem(path);
        return problem is null ? path : throw new AimException(AimErrors.ScriptUnusable.With(path, problem));
    }

    private PowerShellConversation Conversation(AimEndpoints endpoints) => new(PowerShell, http.Budget, endpoints.Server);
}
