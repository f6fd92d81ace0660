using AimSetup.DtfStandIn;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>The features of a session; the real class is a collection of them too.</summary>
#pragma warning disable CA1711 // DTF's name.
public sealed class FeatureInfoCollection
#pragma warning restore CA1711
{
    private readonly StandInInstaller _installer;

    internal FeatureInfoCollection(StandInInstaller installer) => _installer = installer;

    /// <summary>A feature; whether there is one of that name is not asked yet.</summary>
    /// <param name="feature">Its name.</param>
    public FeatureInfo this[string feature] => new(_installer, feature);
}
