using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>What is done of an uninstall: in AimCommit, or in AimRegister where there is no rollback and so no commit action.</summary>
internal static class UninstallStep
{
    /// <summary>AimPlan: says what will be done, and hands it on.</summary>
    public static ActionResult Plan(ActionContext context, PropertySource source, InstallSettings settings, IReadOnlyList<string> problems, bool hasRollback, ProductIdentity product)
    {
        // Whatever is wrong with what was given, the product must be removable.
        if (problems.Count > 0)
        {
            var follows = !settings.Unregister || !hasRollback ? "stays in AVEVA Identity Manager"
                : $"is removed from AVEVA Identity Manager as far as that is possible{(settings.Credentials is null ? " without an AIM account" : "")}";
            context.Log.Report(InstallerMessage.Warning, AimErrors.UninstallSettings.With(string.Join(" ", problems), $"what the product registered from this machine {follows}"));
        }
        if (settings.Unregister && !hasRollback)
            context.Log.Report(InstallerMessage.Warning, WithoutRollback(product));
        context.Say(settings.Unregister && hasRollback
            ? "plan=unregister (what this product registered from this machine is removed from AVEVA Identity Manager, unless another product on this machine uses it)"
            : $"plan=nothing (the registration stays{(hasRollback ? "; AIMUNREGISTER=1 would remove it" : ": rollback is disabled")})");
        if (settings.Unregister && hasRollback && settings.Credentials is null)
            context.Say("plan: no AIM account is given (AIMUSER, AIMPASSWORDFILE); a client that was registered by PowerShell remoting stays then (29018)");
        if (settings.CheckOnly)
        {
            context.End(Outcome.Skipped, null, null, null);
            return ActionResult.SkipRemainingActions;
        }

        // Without rollback Windows Installer runs no commit action.
        context.HandOver(hasRollback ? ActionNames.Commit : ActionNames.Register, new ActionPayload
        {
            Transaction = Journal.NewTransaction(),
            Task = settings.Unregister ? PayloadTask.Unregister : PayloadTask.Uninstall,
            Product = product,
            TimeoutSeconds = settings.TimeoutSeconds,
            Trust = settings.Trust,
            Credentials = hasRollback ? settings.Credentials : null,
            AccountServer = hasRollback && settings.Credentials is not null ? AccountServer(context, source, product) : null,
            Given = OfThisRun(context.Session, settings.Given),
        });
        return ActionResult.Success;
    }

    /// <summary>AimCommit: the uninstall has succeeded.</summary>
    /// <returns>Success.</returns>
    public static ActionResult Run(ActionContext context, ActionPayload payload) =>
        Guard(context, ActionNames.Commit, () => Run(context, payload, remove: payload.Task == PayloadTask.Unregister, null));

    /// <summary>
    /// AimRegister without rollback: what is on the machine goes, as the product's own files went already. AIM is not changed, as by
    /// no install without rollback: the uninstall can still fail, and nothing could give the client back.
    /// </summary>
    /// <returns>Success: nothing here is a reason for the product to stay.</returns>
    public static ActionResult RunWithoutRollback(ActionContext context, ActionPayload payload) =>
        Guard(context, ActionNames.Register, () => Run(context, payload, remove: false, payload.Task == PayloadTask.Unregister ? WithoutRollback(payload.Product) : null));

    /// <summary>The records of this machine.</summary>
    public static RegistrationRecords Records(ActionContext context) =>
        new(context.Journal, context.Session.IsProductInstalled) { Credentials = context.Places.Credentials, Markers = context.Places.Markers };

    /// <summary>Puts what cannot be read into the log.</summary>
    public static Action<AimError> Warn(ActionContext context) => error => context.Log.Add(error.ToString());

    // The journal has what the installation was given: the package's own value was considered then, and must not win now.
    private static GivenOptions OfThisRun(PropertyCache session, GivenOptions given)
    {
        string? Of(string name, string? value) => value is null || KeptRegistration.IsOfPackage(session, name) ? null : value;
        return new GivenOptions(Of("AIMREMOTING", given.Remoting), Of("AIMRESTARTSERVICE", given.RestartService));
    }

    private static ActionResult Guard(ActionContext context, string action, Action run)
    {
        try
        {
            run();
        }
        catch (AimException e)
        {
            Tell(e.Error);
        }
#pragma warning disable CA1031 // The product's own files are gone by then: nothing may end the uninstall half-way.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Tell(AimActions.Unforeseen(action, e));
        }
        void Tell(AimError error)
        {
            context.Log.Report(InstallerMessage.Warning, error);
            context.End(Outcome.Skipped, null, null, null, error);
        }
        return ActionResult.Success;
    }

    private static void Run(ActionContext context, ActionPayload payload, bool remove, AimError? refused)
    {
        HandOverStep.Complete(context, payload);
        var records = Records(context);
        var accountServer = payload.Credentials is null ? null : payload.AccountServer ?? records.OnlyServerOf(payload.Product);
        var results = context.Log.Run(
            token => records.UninstallAsync(
                payload.Product, remove,
                entry => context.Connect(entry.Trust.And(payload.Trust), TimeSpan.FromSeconds(payload.TimeoutSeconds)),
                (entry, http) => context.Registrars(http, payload.Given.Over(entry.Options), AccountFor(entry)), Warn(context), token),
            canCancel: false);
        foreach (var (entry, result) in results)
        {
            if (result.Error is { } error)
                context.Log.Report(InstallerMessage.Warning, error);
            context.End(result.Outcome, entry?.Receipt?.ClientId, entry?.Endpoints.Server, entry?.Transaction, result.Error);
        }
        if (results.Count == 0)
            context.End(Outcome.Skipped, null, null, null, refused);

        // An account is for the server that it was given for, and for no other: the record can be of a test system.
        RegistrarCredentials? AccountFor(JournalEntry entry)
        {
            if (payload.Credentials is null || AimServerAddress.AreSame(entry.Endpoints.Server, accountServer))
                return payload.Credentials;
            context.Say($"the account is {(accountServer is null ? "for one server, which AIMSERVER names," : $"for {accountServer},")} and is not used for '{entry.Receipt?.ClientId}' at {entry.Endpoints.Server}; "
                + $"where that stays, aimsetup unregister --server {entry.Endpoints.Server} removes it");
            return null;
        }
    }

    // What the line names; else the server that the product was set up with.
    private static string? AccountServer(ActionContext context, PropertySource source, ProductIdentity product)
    {
        var named = KeptRegistration.ServerOf(context, source);
        return named is not null && !KeptRegistration.IsOfPackage(context.Session, "AIMSERVER") ? named
            : HandOverStep.FindMarker(context, product, isSame: true)?.Server ?? named;
    }

    private static AimError WithoutRollback(ProductIdentity product) => AimErrors.UnregisterWithoutRollback.With(product.Name);
}
