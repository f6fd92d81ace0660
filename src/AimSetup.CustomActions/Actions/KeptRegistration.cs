using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// AimPlan without a client secret: the product goes on with what it, or the version before, was set up with, whatever the line names.
/// </summary>
internal static class KeptRegistration
{
    /// <summary>Hands what there is on to the new version; to a repair only what has changed: the version, or the readers.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="isSame">Whether the product code stays.</param>
    /// <param name="former">The version that is gone; null: it is found here.</param>
    /// <param name="checkOnly">Whether nothing is installed.</param>
    /// <returns>The result of AimPlan.</returns>
    /// <exception cref="AimException">AIMREADERS is not valid.</exception>
    public static ActionResult Plan(ActionContext context, PropertySource source, bool isSame, Marker? former, bool checkOnly)
    {
        const string reason = "repair, change or upgrade without a client secret leaves the registration as it is";
        var product = PlanAction.Product(context.Session);
        if ((former ?? HandOverStep.FindMarker(context, product, isSame)) is not { } marker)
            return End(context, reason, checkOnly, NoMarker(context, source, isSame));
        marker = HandOverStep.Current(context, marker);
        var version = context.Session.GetProperty("ProductVersion");
        var isRepair = isSame && marker.ProductVersion == version;
        var readers = KeptReaders.Find(context, source, marker, isRepair);
        if (!checkOnly && (!isRepair || readers is not null))
            HandOn(context, product, version, marker, readers);
        if (!isRepair)
            context.Say(isSame ? $"plan: the marker is to have version {version}" : "plan: the marker and the stored credentials of the version before are handed on");
        var kept = Keep(context, source, marker, isSame);
        if (!isSame || readers is not null || Unusable(context, marker) is not { } unusable)
            return End(context, reason, checkOnly, kept);
        if (kept is not null)
            context.Warn(kept);
        return End(context, reason, checkOnly, unusable);
    }

    // A repair that Windows starts by itself, or a user, has what the package says and no more.
    private static AimError? NoMarker(ActionContext context, PropertySource source, bool isSame) =>
        !isSame ? NotRegistered(context, source, "the version before has no marker, so what it may have is left as it is, and nothing is registered")
        : context.IsAdministrator && (IsOfRun(context, source, "AIMCLIENTID") || IsOfRun(context, source, "AIMUSER") || IsOfRun(context, source, "AIMINITIALACCESSTOKEN")) ? NotRegistered(context, source, "this product has no marker, so nothing is registered, and no credentials are stored for the application")
        : null;

    private static bool IsOfRun(ActionContext context, PropertySource source, string name) =>
        source.Get(name).Trim().Length > 0 && !IsOfPackage(context.Session, name);

    /// <summary>Ends AimPlan where AimSetup leaves everything as it is.</summary>
    /// <param name="context">The context.</param>
    /// <param name="reason">Why.</param>
    /// <param name="checkOnly">Whether nothing is installed.</param>
    /// <param name="warning">What an administrator should know; null: nothing.</param>
    /// <returns>The result of AimPlan.</returns>
    public static ActionResult End(ActionContext context, string reason, bool checkOnly, AimError? warning)
    {
        context.Say($"plan=nothing ({reason})");
        if (warning is not null)
            context.Log.Report(InstallerMessage.Warning, warning);
        context.End(Outcome.Skipped, null, null, null, warning);
        return checkOnly ? ActionResult.SkipRemainingActions : ActionResult.Success;
    }

    /// <summary>
    /// Tables of the package write the client where the application looks for it, in this run too: they get the one that the product goes
    /// on with. Another would have no credentials.
    /// </summary>
    /// <returns>What the line names in vain; null: nothing, or it is the package's own value, which stays when a machine gets another name.</returns>
    public static AimError? Keep(ActionContext context, PropertySource source, Marker marker, bool isSame)
    {
        var session = context.Session;
        if (marker.ClientId.Length == 0)
            return null;
        var isOther = !NamesClient(context, source, marker) || !NamesServer(context, source, marker);
        var error = isOther
            ? AimErrors.SecretNotGiven.With(Given(context, source), $"the product goes on with '{marker.ClientId}' at {marker.Server}, which it was set up with")
            : null;
        var isOfPackage = isOther && isSame && IsOfPackage(session, "AIMCLIENTID") && IsOfPackage(session, "AIMSERVER");
        if (session.GetProperty("AIMCLIENTID") != marker.ClientId)
            session.SetProperty("AIMCLIENTID", marker.ClientId);
        if (session.GetProperty("AIMSERVER").Length > 0 && !NamesServer(context, source, marker))
            session.SetProperty("AIMSERVER", marker.Server);
        if (!isOfPackage)
            return error;
        context.Say(error!.ToString());
        return null;
    }

    /// <summary>
    /// A repair that an ordinary user starts gives the tables of the package no other MES Web API, to which the application would send its token,
    /// no other token server, and no certificate to trust.
    /// </summary>
    public static void DropAddressesOfUser(ActionContext context)
    {
        var session = context.Session;
        foreach (var name in new[] { "AIMMES", "AIMTOKENSERVER", "AIMCAFILE", "AIMTHUMBPRINT" })
        {
            if (session.GetProperty(name).Length == 0 || context.IsAdministrator || ExistingSecret.IsOfPackage(session, name))
                continue;
            context.Say(name + " is left out: this repair was not started with administrator rights");
            session.SetProperty(name, "");
        }
    }

    /// <summary>Says that nothing is registered although a client or an account was given.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="why">Why not.</param>
    /// <returns>The warning; null: neither was.</returns>
    public static AimError? NotRegistered(ActionContext context, PropertySource source, string why) =>
        source.Get("AIMCLIENTID").Trim().Length > 0 || source.Get("AIMUSER").Trim().Length > 0 || source.Get("AIMINITIALACCESSTOKEN").Length > 0
            ? AimErrors.SecretNotGiven.With(Given(context, source), why)
            : null;

    /// <summary>Whether the line names the client of a marker, or none.</summary>
    public static bool NamesClient(ActionContext context, PropertySource source, Marker marker) =>
        Names(context, source).ClientId is not { } id || id == marker.ClientId;

    /// <summary>Whether the line names the server of a marker, or none.</summary>
    public static bool NamesServer(ActionContext context, PropertySource source, Marker marker) =>
        source.Get("AIMSERVER").Trim().Length == 0 || AimServerAddress.AreSame(Names(context, source).Server?.ToString(), marker.Server);

    /// <summary>The address of the server that the line names; null: none, or nothing that is one.</summary>
    public static string? ServerOf(ActionContext context, PropertySource source) => Names(context, source).Server?.ToString();

    private static InstallSettings Names(ActionContext context, PropertySource source) =>
        new SettingsReader(source, context.Environment.ComputerName).ReadNames();

    private static string Given(ActionContext context, PropertySource source)
    {
        var names = Names(context, source);
        var client = names.ClientId is { } id ? $"the client {PropertyValues.Shown(id)}" : "";
        var server = source.Get("AIMSERVER").Trim() is { Length: > 0 } given ? $"the server {names.Server?.ToString() ?? PropertyValues.ShownAddress(given)}" : "";
        return client.Length + server.Length == 0 ? "an account" : client + (client.Length * server.Length > 0 ? " and " : "") + server;
    }

    /// <summary>Whether a value is the package's own, and none of this run: in its tables, or in the response file that they name.</summary>
    public static bool IsOfPackage(PropertyCache session, string name) =>
        session.GetProperty(name).Length == 0 ? session.GetProperty("AIMFILE").Length == 0 || ExistingSecret.IsOfPackage(session, "AIMFILE") : ExistingSecret.IsOfPackage(session, name);

    // A repair is what is tried when the application gets no token; without a secret it does not mend this, and neither does a patch. Only an
    // administrator can tell.
    private static AimError? Unusable(ActionContext context, Marker marker) =>
        marker.CredentialFile.Length > 0 && context.IsAdministrator ? new HandOverUpgrade(context.Places).WhyUnusable(marker) : null;

    private static void HandOn(ActionContext context, ProductIdentity product, string version, Marker marker, IReadOnlyList<string>? readers)
    {
        var payload = new ActionPayload
        {
            Transaction = Journal.NewTransaction(),
            Task = PayloadTask.HandOn,
            Product = product,
            ProductVersion = version,
            TimeoutSeconds = 0,
            Former = marker.Product.ProductCode,
            Installed = PlanAction.Installed(context.Session),
            Readers = readers,
            AreReadersOfPackage = readers is not null && KeptReaders.AreOfPackage(context.Session),
            IsAdministrator = readers is not null && context.IsAdministrator,
        };
        foreach (var action in new[] { ActionNames.Rollback, ActionNames.Register, ActionNames.Commit })
            context.HandOver(action, payload);
    }
}
