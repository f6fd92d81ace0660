using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Transactions;

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
        HandOverStep.FindMarker(context, product, isWanted: marker => IsGone(marker, context, product) && IsOf(marker, context, source));

    /// <summary>AimRegister: whether AimPlan found one, so that a client secret was not asked for.</summary>
    public static bool Is(ActionContext context, ActionPayload payload) =>
        payload.Former is not null && payload.Installed.Count == 0 && !context.Places.IsInstalled(payload.Product.ProductCode);

    /// <summary>Ends AimRegister where what AimPlan found is gone: it was of an installation that was killed, and that was not to be seen then.</summary>
    public static ActionResult End(ActionContext context, ActionPayload payload)
    {
        var error = AimErrors.FormerTakenBack.With(payload.Product.Name);
        context.Log.Report(InstallerMessage.Error, error);
        context.End(Outcome.Refused, null, null, payload.Transaction, error);
        return ActionResult.Failure;
    }

    private static bool IsGone(Marker marker, ActionContext context, ProductIdentity product) =>
        !context.Session.IsProductInstalled(marker.Product.ProductCode)
        && File.Exists(marker.CredentialFile)

        // An installation that was killed leaves a marker too, and the record of what it replaced.
        && !context.Places.Records.Has(marker.Transaction)

        // Only administrators see that record, and without it the marker of the same version is rather of the attempt before this one.
        && (context.IsAdministrator || !marker.Product.ProductCode.Equals(product.ProductCode, StringComparison.OrdinalIgnoreCase));

    private static bool IsOf(Marker marker, ActionContext context, PropertySource source) =>
        KeptRegistration.NamesClient(context, source, marker) && KeptRegistration.NamesServer(context, source, marker);
}
