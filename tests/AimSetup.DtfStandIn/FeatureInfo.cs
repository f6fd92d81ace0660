using AimSetup.DtfStandIn;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>A feature in a session.</summary>
public class FeatureInfo
{
    private readonly StandInInstaller _installer;

    internal FeatureInfo(StandInInstaller installer, string name)
    {
        _installer = installer;
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The state that it has.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public InstallState CurrentState => States.Key;

    /// <summary>The state that it is to get.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public InstallState RequestState => States.Value;

    private KeyValuePair<InstallState, InstallState> States =>
        _installer.Features.TryGetValue(Name, out var states) ? states : throw new ArgumentException("Unknown feature.");
}
