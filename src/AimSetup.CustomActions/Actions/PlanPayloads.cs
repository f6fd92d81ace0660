using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;

namespace AimSetup.CustomActions.Actions;

/// <summary>What AimPlan leaves for the other actions of an install.</summary>
internal static class PlanPayloads
{
    /// <summary>Hands a plan to AimRegister, AimRollback and AimCommit.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings of this run.</param>
    /// <param name="plan">The plan, which is not refused.</param>
    /// <param name="request">What the plan is for.</param>
    /// <param name="readers">Who is to read the stored credentials; null: who could before.</param>
    /// <param name="former">The marker of the version that is replaced; null: there is none.</param>
    /// <param name="remaining">What is left of AIMTIMEOUT.</param>
    /// <param name="wasUnfinished">Whether what is adopted is of an installation that was killed; null: it cannot be told.</param>
    public static void HandOver(ActionContext context, InstallSettings settings, Plan plan, ClientRequest request, IReadOnlyList<string>? readers, Marker? former, TimeSpan remaining, bool? wasUnfinished)
    {
        var transaction = Journal.NewTransaction();
        var (isAdministrator, installed) = (context.IsAdministrator, PlanAction.Installed(context.Session));
        var areOfPackage = readers is not null && ExistingSecret.IsRow(context.Session, "AIMREADERS");
        var product = PlanAction.Product(context.Session);
        ActionPayload Payload(PayloadTask task, bool withSecret, bool withCredentials) => new()
        {
            Transaction = transaction,
            ProductVersion = context.Session.GetProperty("ProductVersion"),
            Store = settings.Store,
            Readers = readers,
            AreReadersOfPackage = areOfPackage,
            IsAdministrator = isAdministrator,
            Installed = installed,
            Former = former?.Product.ProductCode,
            MesAddress = settings.Mes?.Uri.AbsoluteUri,
            Task = task,
            Product = product,
            TimeoutSeconds = settings.TimeoutSeconds,
            RemainingMilliseconds = (int)remaining.TotalMilliseconds,
            Trust = settings.Trust,
            Endpoints = plan.Endpoints,
            Client = request.Client,
            Existing = request.Existing,
            Registrar = plan.Registrar ?? request.Registrar,
            Options = request.Options,
            Before = plan.Current,
            WasUnfinished = wasUnfinished == true,
            MayBeUnfinished = wasUnfinished is null,
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
        var canUndo = plan.ChangesAim || !RollbackStates.MayBeDisabled(session);
        context.HandOver(ActionNames.Rollback, Payload(task, withSecret: true, withCredentials: canUndo));
        context.HandOver(ActionNames.Register, Payload(task, withSecret: true, withCredentials: canUndo));

        // For packages that hand it to the application by tables and actions of their own.
        if (request.IsSecretNew)
            session.SetProperty("AIMCLIENTSECRET", request.ClientSecret!.Reveal());
        context.HandOver(ActionNames.Commit, Payload(task, withSecret: false, withCredentials: false));
    }
}
