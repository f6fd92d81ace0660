using AimSetup.CustomActions.Settings;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// An upgrade that failed after the version before was removed: Windows Installer takes the next attempt, of either version, for a first
/// installation. What the version before was given is still there, and a regular uninstall would have removed it.
/// </summary>
internal static class InterruptedUpgrade
{
    /// <summary>Finds the version that is gone.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run: those of another client or server are of no upgrade.</param>
    /// <param name="product">The product that is being installed.</param>
    /// <returns>Its marker; null: this is a first installation, or the stored credentials are not there, or not for this user to see.</returns>
    public static Marker? Find(ActionContext context, PropertySource source, ProductIdentity product) =>
        HandOverStep.FindMarker(context, product, isWanted: marker => IsGone(marker, context) && IsOf(marker, context, source));

    private static bool IsGone(Marker marker, ActionContext context) =>
        !context.Session.IsProductInstalled(marker.Product.ProductCode)
        && File.Exists(marker.CredentialFile)

        // An installation that was killed leaves a marker too, and the record of what it replaced.
        && !context.Places.Records.Has(marker.Transaction);

    private static bool IsOf(Marker marker, ActionContext context, PropertySource source) =>
        KeptRegistration.NamesClient(context, source, marker) && KeptRegistration.NamesServer(context, source, marker);
}
