namespace AimSetup.Registration;

/// <summary>How registrars work. It goes with the plan and into the journal, so that taking back works the same way.</summary>
public sealed class RegistrarOptions
{
    /// <summary>What holds when nothing else is asked for.</summary>
    public static RegistrarOptions Default { get; } = new();

    /// <summary>How the registrar <c>pcs</c> may reach the System Management Server.</summary>
    public RemotingMode Remoting { get; init; } = RemotingMode.Https;

    /// <summary>Whether the service of AVEVA Identity Manager is restarted after a change by the registrar <c>pcs</c>.</summary>
    public bool RestartService { get; init; }

    /// <summary>Full path of RegisterAIMServiceClient.ps1; null: the registrar script cannot be used.</summary>
    public string? ScriptPath { get; init; }

    /// <summary>The same with another way to the server, for who takes back or removes what was done with these.</summary>
    internal RegistrarOptions With(RemotingMode remoting, bool restartService) => new() { Remoting = remoting, RestartService = restartService, ScriptPath = ScriptPath };
}
