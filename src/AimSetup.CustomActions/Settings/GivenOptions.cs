using AimSetup.Registration;

namespace AimSetup.CustomActions.Settings;

/// <summary>How the registrar works as far as that was given, where something is taken back or removed: it wins over what the journal tells.</summary>
/// <param name="remoting">AIMREMOTING; null: not given.</param>
/// <param name="restartService">AIMRESTARTSERVICE, 0 or 1; null: not given.</param>
internal sealed class GivenOptions(string? remoting, string? restartService)
{
    /// <summary>Nothing was given.</summary>
    public static GivenOptions None { get; } = new(null, null);

    /// <summary>AIMREMOTING; null: not given.</summary>
    public string? Remoting => remoting;

    /// <summary>AIMRESTARTSERVICE; null: not given.</summary>
    public string? RestartService => restartService;

    /// <summary>The remoting of a value of AIMREMOTING.</summary>
    public static RemotingMode ModeOf(string remoting) => remoting switch
    {
        "http" => RemotingMode.Http,
        "off" => RemotingMode.Off,
        _ => RemotingMode.Https,
    };

    /// <summary>What holds of the options of a registration.</summary>
    public RegistrarOptions Over(RegistrarOptions recorded) => remoting is null && restartService is null
        ? recorded
        : recorded.With(remoting is null ? recorded.Remoting : ModeOf(remoting), restartService is null ? recorded.RestartService : restartService == "1");
}
