using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Actions;

/// <summary>AimPlan: reads and checks the properties, proves or plans, refuses early, and hands the plan on. It changes nothing.</summary>
internal static class PlanAction
{
    public static ActionResult Run(ActionContext context)
    {
        var session = context.Session;
        session.FindEmpty(RareProperties.Names);
        var kind = InstallKinds.Of(session);

        // An uninstall that is part of an upgrade is not the one that was asked about.
        if (kind == InstallKind.UpgradeRemoval)
            return KeptRegistration.End(context, "a newer version of the product takes the registration over", checkOnly: false, null);
        var checkOnly = session.GetProperty("AIMCHECK").Trim() == "1";
        if (kind == InstallKind.Maintenance)
            KeptRegistration.DropAddressesOfUser(context);
        var source = new PropertySource(session.GetProperty);
        if (session.GetProperty("AIMSKIP").Trim() == "1")
            return Skip(context, source, kind, "AIMSKIP=1", checkOnly);
        var former = kind == InstallKind.Install ? InterruptedUpgrade.Find(context, source, Product(session)) : null;
        if (former is not null)
        {
            context.Say($"version {former.ProductVersion} of the product is gone, and its stored credentials are still there: this is taken for an upgrade");
            kind = InstallKind.Upgrade;
        }
        if (kind is InstallKind.Maintenance or InstallKind.Upgrade && !ExistingSecret.IsGiven(session, source, context.Say) && !InterruptedUpgrade.IsRefused(context, source, former))
        {
            if (kind == InstallKind.Maintenance || HandOverStep.IsSetUp(context, Product(session)))
                return KeptRegistration.Plan(context, source, kind == InstallKind.Maintenance, former, checkOnly);
            if (!ExistingSecret.IsNamed(source))
                return KeptRegistration.End(context, "the version before was installed without AimSetup, and no client secret is given", checkOnly,
                    KeptRegistration.NotRegistered(context, source, "the version before was installed without AimSetup, so nothing is registered, and no credentials are stored for the application"));
            context.Say("the version before was installed without AimSetup, so this is a first installation; AIMSKIP=1 installs without it again");
        }

        // Where Windows lets ordinary users start a repair, they choose its properties, and the elevated actions would follow them.
        if (kind == InstallKind.Maintenance && !context.IsAdministrator)
        {
            context.Say("a repair or change that was not started with administrator rights leaves the registration as it is");
            return KeptRegistration.Plan(context, source, isSame: true, null, checkOnly);
        }

        if (kind != InstallKind.Maintenance || !ExistingSecret.IsIncidental(session, source, () => HandOverStep.FindMarker(context, Product(session), isSame: true) is not null))
            return PlanWithSettings(context, source, kind, former, isIncidental: false);
        AimError refused;
        try
        {
            return PlanWithSettings(context, source, kind, former: null, isIncidental: true);
        }
        catch (AimException e)
        {
            refused = e.Error;
        }

        // A patch, or another feature, is wanted for its own sake: it must not fail for what nobody asked it to bring.
        context.Say("this repair or change was not started to bring a client secret; the one that the package names is left out");
        context.Warn(refused);
        return KeptRegistration.Plan(context, source, isSame: true, null, checkOnly);
    }

    private static ActionResult PlanWithSettings(ActionContext context, PropertySource source, InstallKind kind, Marker? former, bool isIncidental)
    {
        var session = context.Session;
        if (kind != InstallKind.Uninstall)
            SecurityPackages.Prepare();
        var reader = new SettingsReader(source, context.Environment.ComputerName);
        var settings = kind == InstallKind.Uninstall ? reader.ReadForUninstall() : reader.ReadForInstall();
        context.Log.Mask(settings.ClientSecret, settings.Credentials?.Password, settings.Credentials?.InitialAccessToken);
        if (kind == InstallKind.Uninstall)
            return UninstallStep.Plan(context, source, settings, reader.Problems, hasRollback: !RollbackStates.IsDisabled(session), Product(session));
        if (reader.Problems.Count > 0)
            throw new AimException(AimErrors.InvalidSettings.With(string.Join(" ", reader.Problems)));
        if (session.GetProperty("AIMMES").Length == 0 && settings.Mes is not null)
            session.SetProperty("AIMMES", source.Get("AIMMES").Trim());
        if (kind == InstallKind.Upgrade)
            former ??= HandOverStep.FindMarker(context, Product(session), isSame: false);
        return PlanInstall(context, settings, former, isIncidental);
    }

    // What an ordinary user gives to a repair must not get into the package's tables either.
    private static ActionResult Skip(ActionContext context, PropertySource source, InstallKind kind, string reason, bool checkOnly)
    {
        var session = context.Session;
        var isOfUser = kind == InstallKind.Maintenance && !context.IsAdministrator;
        if ((isOfUser || session.GetProperty("AIMCLIENTID").Length == 0)
            && HandOverStep.FindMarker(context, Product(session), isSame: session.GetProperty("Installed").Length > 0) is { ClientId.Length: > 0 } marker)
        {
            if (isOfUser)
                KeptRegistration.Keep(context, source, marker, isSame: true);
            else
                session.SetProperty("AIMCLIENTID", marker.ClientId);
        }
        return KeptRegistration.End(context, reason, checkOnly, null);
    }

    private static ActionResult PlanInstall(ActionContext context, InstallSettings settings, Marker? former, bool isIncidental)
    {
        var readers = ReaderAccounts.Find(settings.Readers, context.Environment.Accounts);
        var request = settings.ToRequest();
        var (client, server) = (settings.ClientId, request.Server.ToString());
        if (settings.Store && !context.IsAdministrator)
            HandOverStep.CheckMarkers(context, Product(context.Session), client!, server);
        var wasUnfinished = PlanRecovery.Run(context, settings, request);
        using var http = context.Connect(settings.Trust, TimeSpan.FromSeconds(settings.TimeoutSeconds));
        var plan = context.Log.Run(token => new Planner(http, context.Logger) { PowerShell = context.Environment.PowerShell }.PlanAsync(request, token), canCancel: true);
        if (plan.ChangesAim && RollbackStates.MayBeDisabled(context.Session))
            plan = Plan.Refuse(AimErrors.RollbackDisabled.With(client!));
        context.Say($"plan={plan.Kind.ToString().ToLowerInvariant()} client={client} server={server} ({plan.Error?.Definition.Name ?? plan.Reason})");
        foreach (var note in plan.Notes)
            context.Say($"plan: {note}");
        if (plan.Error is null)
            context.Say($"plan: {HandOverStep.Describe(context, settings, readers)}");
        if (plan.Error is null && settings.Mes is not null)
            context.Say($"plan: the MES Web API will be called at {settings.Mes}; if it refuses, a warning says so");
        if (plan.Error is { } error)
        {
            if (isIncidental)
                throw new AimException(error);
            context.Log.Report(InstallerMessage.Error, error);
            context.End(Outcome.Refused, client, server, null, error);
            return ActionResult.Failure;
        }
        if (settings.CheckOnly)
        {
            context.Say("AIMCHECK=1: nothing was changed and nothing is installed.");
            context.End(Outcome.Skipped, client, server, null);
            return ActionResult.SkipRemainingActions;
        }

        PlanPayloads.HandOver(context, settings, plan, request, readers, former, http.Budget.Remaining, wasUnfinished);
        return ActionResult.Success;
    }

    /// <summary>The product codes of the versions that are installed now; an upgrade may remove them before AimRegister runs.</summary>
    public static IReadOnlyList<string> Installed(PropertyCache session) => session.FindRelatedProducts(session.GetProperty("UpgradeCode"));

    public static ProductIdentity Product(PropertyCache session) =>
        new(session.GetProperty("ProductCode"), session.GetProperty("UpgradeCode"), session.GetProperty("ProductName"));
}
