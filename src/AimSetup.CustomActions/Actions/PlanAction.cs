using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
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
            return End(context, "a newer version of the product takes the registration over", checkOnly: false);
        var checkOnly = session.GetProperty("AIMCHECK").Trim() == "1";
        if (session.GetProperty("AIMSKIP").Trim() == "1")
            return Skip(context, "AIMSKIP=1", checkOnly);
        var source = new PropertySource(session.GetProperty);
        if (kind == InstallKind.Install && InterruptedUpgrade.Find(context, source, Product(session)) is { } former)
        {
            context.Say($"version {former.ProductVersion} of the product is gone, and its stored credentials are still there: this is taken for an upgrade");
            kind = InstallKind.Upgrade;
        }
        if (kind is InstallKind.Maintenance or InstallKind.Upgrade && !ExistingSecret.IsGiven(session, source, context.Say))
        {
            var isSetUp = kind == InstallKind.Maintenance || HandOverStep.IsSetUp(context, Product(session));
            if (isSetUp && !checkOnly)
                HandOn(context, isSame: kind == InstallKind.Maintenance);
            if (isSetUp)
                return Skip(context, "repair, change or upgrade without a client secret leaves the registration as it is", checkOnly);
            if (!ExistingSecret.IsNamed(source))
                return Skip(context, "the version before was installed without AimSetup, and no client secret is given", checkOnly);
            context.Say("the version before was installed without AimSetup, so this is a first installation; AIMSKIP=1 installs without it again");
        }

        // Where Windows lets ordinary users start a repair, they choose its properties, and the elevated actions would follow them.
        if (kind == InstallKind.Maintenance && !context.Environment.IsAdministrator())
            return Skip(context, "a repair or change that was not started with administrator rights leaves the registration as it is", checkOnly);

        if (kind != InstallKind.Uninstall)
            SecurityPackages.Prepare();
        var reader = new SettingsReader(source, context.Environment.ComputerName);
        var settings = kind == InstallKind.Uninstall ? reader.ReadForUninstall() : reader.ReadForInstall();
        context.Log.Mask(settings.ClientSecret, settings.Credentials?.Password, settings.Credentials?.InitialAccessToken);
        if (kind == InstallKind.Uninstall)
            return UninstallStep.Plan(context, settings, reader.Problems, hasRollback: !IsRollbackOff(session), Product(session));
        if (reader.Problems.Count > 0)
            throw new AimException(AimErrors.InvalidSettings.With(string.Join(" ", reader.Problems)));
        if (session.GetProperty("AIMMES").Length == 0 && settings.Mes is not null)
            session.SetProperty("AIMMES", source.Get("AIMMES").Trim());
        return PlanInstall(context, settings);
    }

    // Tables of the package write it where the application looks for it, in this run too.
    private static ActionResult Skip(ActionContext context, string reason, bool checkOnly)
    {
        var session = context.Session;
        var isInstalled = session.GetProperty("Installed").Length > 0;
        if (session.GetProperty("AIMCLIENTID").Length == 0 && HandOverStep.FindMarker(context, Product(session), isInstalled) is { ClientId.Length: > 0 } marker)
            session.SetProperty("AIMCLIENTID", marker.ClientId);
        return End(context, reason, checkOnly);
    }

    private static ActionResult End(ActionContext context, string reason, bool checkOnly)
    {
        context.Say($"plan=nothing ({reason})");
        context.End(Outcome.Skipped, null, null, null);
        return checkOnly ? ActionResult.SkipRemainingActions : ActionResult.Success;
    }

    private static ActionResult PlanInstall(ActionContext context, InstallSettings settings)
    {
        var readers = ReaderAccounts.Find(settings.Readers, context.Environment.Accounts);
        var request = settings.ToRequest();
        var (client, server) = (settings.ClientId, request.Server.ToString());
        var wasUnfinished = PlanRecovery.Run(context, settings, request);
        using var http = context.Connect(settings.Trust, TimeSpan.FromSeconds(settings.TimeoutSeconds));
        var plan = context.Log.Run(token => new Planner(http, context.Logger) { PowerShell = context.Environment.PowerShell }.PlanAsync(request, token), canCancel: true);
        if (plan.ChangesAim && IsRollbackDisabled(context.Session))
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

        HandOver(context, settings, plan, request, readers, http.Budget.Remaining, wasUnfinished);
        return ActionResult.Success;
    }

    // The registration stays as it is; the new version takes over what the version before was given on this machine.
    private static void HandOn(ActionContext context, bool isSame)
    {
        var product = Product(context.Session);
        var version = context.Session.GetProperty("ProductVersion");
        if (HandOverStep.FindMarker(context, product, isSame) is not { } marker || (isSame && marker.ProductVersion == version))
            return;
        var payload = new ActionPayload
        {
            Transaction = Journal.NewTransaction(),
            Task = PayloadTask.HandOn,
            Product = product,
            ProductVersion = version,
            TimeoutSeconds = 0,
        };
        foreach (var action in new[] { ActionNames.Rollback, ActionNames.Register, ActionNames.Commit })
            context.HandOver(action, payload);
        context.Say(isSame ? $"plan: the marker is to have version {version}" : "plan: the marker and the stored credentials of the version before are handed on");
    }

    private static void HandOver(ActionContext context, InstallSettings settings, Plan plan, ClientRequest request, IReadOnlyList<string>? readers, TimeSpan remaining, bool wasUnfinished)
    {
        var transaction = Journal.NewTransaction();
        ActionPayload Payload(PayloadTask task, bool withSecret, bool withCredentials) => new()
        {
            Transaction = transaction,
            ProductVersion = context.Session.GetProperty("ProductVersion"),
            Store = settings.Store,
            Readers = readers,
            MesAddress = settings.Mes?.ToString(),
            Task = task,
            Product = Product(context.Session),
            TimeoutSeconds = settings.TimeoutSeconds,
            RemainingMilliseconds = (int)remaining.TotalMilliseconds,
            Trust = settings.Trust,
            Endpoints = plan.Endpoints,
            Client = request.Client,
            Existing = request.Existing,
            Registrar = plan.Registrar ?? request.Registrar,
            Options = request.Options,
            Before = plan.Current,
            WasUnfinished = wasUnfinished,
            IsSecretNew = request.IsSecretNew,
            ClientSecret = withSecret ? request.ClientSecret : null,
            Credentials = withCredentials ? request.Credentials : null,
        };

        var session = context.Session;
        if (session.GetProperty("AIMCLIENTID") != request.Client.ClientId)
            session.SetProperty("AIMCLIENTID", request.Client.ClientId!);
        var task = plan.Kind switch
        {
            PlanKind.Create => PayloadTask.Create,
            PlanKind.Update => PayloadTask.Update,
            _ => PayloadTask.Adopt,
        };

        // Adopting needs both only for what a killed install left, and to note the use; without rollback nothing is changed.
        var canUndo = plan.ChangesAim || !IsRollbackDisabled(session);
        context.HandOver(ActionNames.Rollback, Payload(task, withSecret: true, withCredentials: canUndo));
        context.HandOver(ActionNames.Register, Payload(task, withSecret: true, withCredentials: canUndo));

        // For packages that hand it to the application by tables and actions of their own.
        if (request.IsSecretNew)
            session.SetProperty("AIMCLIENTSECRET", request.ClientSecret!.Reveal());
        context.HandOver(ActionNames.Commit, Payload(task, withSecret: false, withCredentials: false));
    }

    private static bool IsRollbackOff(PropertyCache session) =>
        session.GetProperty("RollbackDisabled").Length > 0
        || session.GetProperty("DISABLEROLLBACK").Trim() is not ("" or "0");

    private static bool IsRollbackDisabled(PropertyCache session) =>
        IsRollbackOff(session)

        // Windows Installer would disable it by itself when the disk is full, after this action.
        || session.GetProperty("PROMPTROLLBACKCOST").Trim().Equals("D", StringComparison.OrdinalIgnoreCase);

    private static ProductIdentity Product(PropertyCache session) =>
        new(session.GetProperty("ProductCode"), session.GetProperty("UpgradeCode"), session.GetProperty("ProductName"));
}
