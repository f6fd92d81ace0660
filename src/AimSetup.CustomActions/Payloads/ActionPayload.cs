using AimSetup.CustomActions.Settings;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Payloads;

/// <summary>What AimPlan hands to one of the other actions, as protected CustomActionData. Each gets only what it needs.</summary>
internal sealed class ActionPayload
{
    /// <summary>The transaction.</summary>
    public required string Transaction { get; init; }

    /// <summary>What the action is to do.</summary>
    public required PayloadTask Task { get; init; }

    /// <summary>The product that is installed or removed.</summary>
    public required ProductIdentity Product { get; init; }

    /// <summary>The whole time allowed for a conversation, in seconds (AIMTIMEOUT).</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>What is left of it for AimRegister, in milliseconds.</summary>
    public int RemainingMilliseconds { get; init; }

    /// <summary>What is trusted for TLS.</summary>
    public TrustSettings Trust { get; init; } = TrustSettings.Machine;

    /// <summary>The right to change AIM.</summary>
    public RegistrarCredentials? Credentials { get; init; }

    /// <summary>The server that the account is for, of those at which an uninstall finds the product's clients; null: the only one.</summary>
    public string? AccountServer { get; init; }

    /// <summary>The addresses.</summary>
    public AimEndpoints? Endpoints { get; init; }

    /// <summary>The client.</summary>
    public ClientSettings? Client { get; init; }

    /// <summary>The client secret.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>Whether the secret was made for this install.</summary>
    public bool IsSecretNew { get; init; }

    /// <summary>What to do when another machine is faster.</summary>
    public ExistingClientPolicy Existing { get; init; }

    /// <summary>The registrar that makes the change.</summary>
    public string? Registrar { get; init; }

    /// <summary>How the registrar works.</summary>
    public RegistrarOptions Options { get; set; } = RegistrarOptions.Default;

    /// <summary>What was given to an uninstall of how the registrar works.</summary>
    public GivenOptions Given { get; init; } = GivenOptions.None;

    /// <summary>The version of the product.</summary>
    public string ProductVersion { get; init; } = "";

    /// <summary>Whether the credentials are stored for the application.</summary>
    public bool Store { get; init; }

    /// <summary>Who may read them (security identifiers); null: the same as before.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Whether they are the package's own value: then they are added to those of before.</summary>
    public bool AreReadersOfPackage { get; init; }

    /// <summary>Whether AimPlan had administrator rights: what it was given is an administrator's wish then.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The product code whose marker is handed on; null: that of whichever version has the latest.</summary>
    public string? Former { get; init; }

    /// <summary>The product codes of the versions that were installed when AimPlan ran.</summary>
    public IReadOnlyList<string> Installed { get; init; } = [];

    /// <summary>Where the MES Web API is called; null: nowhere.</summary>
    public string? MesAddress { get; init; }

    /// <summary>Whether an install that did not come to its end had to do with the client when this one was planned.</summary>
    public bool WasUnfinished { get; init; }

    /// <summary>Whether that could not be found out, since the journal could not be read.</summary>
    public bool MayBeUnfinished { get; init; }

    /// <summary>The client before an update.</summary>
    public FoundClient? Before { get; init; }
}
