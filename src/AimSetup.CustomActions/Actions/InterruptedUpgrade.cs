using System.Globalization;
using AimSetup.Credentials;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Tokens;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// An upgrade that failed after the version before was removed: Windows Installer takes the next attempt, of either version, for a first
/// installation. What the version before was given is still there, and a regular uninstall would have removed it.
/// </summary>
internal static class InterruptedUpgrade
{
    private const int LongestTime = 10;

    /// <summary>Finds the version that is gone.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run: those of another client or server are of no upgrade.</param>
    /// <param name="product">The product that is being installed.</param>
    /// <returns>Its marker; null: this is a first installation, or the stored credentials are not there, or not for this user to see.</returns>
    public static Marker? Find(ActionContext context, PropertySource source, ProductIdentity product) =>
        HandOverStep.FindMarker(context, product, isWanted: marker => IsGone(marker, context, product) && IsOf(HandOverStep.Current(context, marker), context, source));

    /// <summary>
    /// Asks AIM whether the client of the version that is gone has been removed, or has another secret, since: then there is nothing to go on with. No
    /// application runs here that could be disturbed.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="former">What <see cref="Find"/> found.</param>
    /// <returns>False: its secret works, or nobody can tell.</returns>
    public static bool IsRefused(ActionContext context, PropertySource source, Marker? former)
    {
        if (former is null || !context.IsAdministrator)
            return false;
        try
        {
            if (context.Places.Credentials.Find(former.ClientId) is not { } stored)
                return false;
            context.Log.Mask(stored.ClientSecret, stored.NextSecret);
            SecurityPackages.Prepare();
            var time = int.TryParse(source.Get("AIMTIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < LongestTime ? seconds : LongestTime;
            using var http = context.Connect(stored.Trust, TimeSpan.FromSeconds(time));
            http.Repeats = false;
            var answer = context.Log.Run(token => AskAsync(http, stored, token), canCancel: true);
            if (answer.ErrorCode != TokenAnswer.InvalidClient)
                return false;
            context.Say($"no token is granted for its stored credentials ({answer.ErrorText}): the client '{stored.ClientId}' at {stored.Server} was removed or got another secret, so this is a first installation");
            return true;
        }
        catch (AimException e)
        {
            context.Say($"whether the stored credentials still work cannot be told: {e.Error}");
            return false;
        }
    }

    // The application asks all of them too.
    private static async Task<TokenAnswer> AskAsync(AimHttpClient http, StoredCredentials stored, CancellationToken cancellationToken)
    {
        TokenAnswer? answer = null;
        foreach (var endpoint in stored.TokenEndpoints)
        {
            foreach (var secret in new[] { stored.ClientSecret, stored.NextSecret })
            {
                if (secret is null)
                    continue;
                answer = await new TokenClient(http).ClientCredentialsAsync(endpoint, stored.ClientId, secret, cancellationToken).ConfigureAwait(false);
                if (answer.ErrorCode != TokenAnswer.InvalidClient)
                    return answer;
            }
        }
        return answer!;
    }

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
