using AimSetup.CustomActions.Settings;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// An upgrade that failed after the version before was removed: Windows Installer takes the next attempt for a first installation. What
/// the version before was given is still there, and a regular uninstall would have removed it.
/// </summary>
internal static class InterruptedUpgrade
{
    /// <summary>Finds the version that is gone.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run: those of another client or server are of no upgrade.</param>
    /// <param name="product">The product that is being installed.</param>
    /// <returns>Its marker; null: this is a first installation, or the stored credentials are not there, or not for this user to see.</returns>
    public static Marker? Find(ActionContext context, PropertySource source, ProductIdentity product) =>
        HandOverStep.FindMarker(context, product, isSame: false) is { } marker
        && !marker.Product.ProductCode.Equals(product.ProductCode, StringComparison.OrdinalIgnoreCase)
        && !context.Session.IsProductInstalled(marker.Product.ProductCode)
        && File.Exists(marker.CredentialFile)
        // An installation that was killed leaves a marker too, and the record of what it replaced.
        && !File.Exists(context.Places.Records.FileOf(marker.Transaction))
        && IsOf(marker, context, source)
            ? marker
            : null;

    private static bool IsOf(Marker marker, ActionContext context, PropertySource source)
    {
        var given = new SettingsReader(source, context.Environment.ComputerName).ReadForInstall();
        return (source.Get("AIMCLIENTID").Trim().Length == 0 || given.ClientId == marker.ClientId)
            && (source.Get("AIMSERVER").Trim().Length == 0 || AimServerAddress.AreSame(given.Server?.ToString(), marker.Server));
    }
}
