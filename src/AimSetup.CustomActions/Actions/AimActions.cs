using AimSetup.CustomActions.Logging;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// The entry points of the custom actions, the same for every host. None of them throws: whatever happens is a line in the
/// log and a result.
/// </summary>
public static class AimActions
{
    /// <summary>AimPlan: checks the properties, proves or plans, and hands the plan to the other actions.</summary>
    /// <param name="session">The installer session.</param>
    /// <param name="environment">The machine.</param>
    /// <returns>Success, failure, cancelled, or skip the rest (AIMCHECK).</returns>
    public static ActionResult Plan(IInstallerSession session, ActionEnvironment environment) =>
        Guard(ActionNames.Plan, null, session, environment, PlanAction.Run);

    /// <summary>AimRegister: carries the plan out.</summary>
    /// <param name="session">The installer session.</param>
    /// <param name="environment">The machine.</param>
    /// <returns>Success, failure or cancelled.</returns>
    public static ActionResult Register(IInstallerSession session, ActionEnvironment environment) =>
        Guard(ActionNames.Register, InstallerMode.Scheduled, session, environment, RegisterAction.Run);

    /// <summary>AimRollback: takes back what the journal says.</summary>
    /// <param name="session">The installer session.</param>
    /// <param name="environment">The machine.</param>
    /// <returns>Always success: a rollback goes on.</returns>
    public static ActionResult Rollback(IInstallerSession session, ActionEnvironment environment)
    {
        Guard(ActionNames.Rollback, InstallerMode.Rollback, session, environment, RollbackAction.Run);
        return ActionResult.Success;
    }

    /// <summary>AimCommit: closes the journal, or removes the registration at uninstall.</summary>
    /// <param name="session">The installer session.</param>
    /// <param name="environment">The machine.</param>
    /// <returns>Always success: the product is installed or removed already.</returns>
    public static ActionResult Commit(IInstallerSession session, ActionEnvironment environment)
    {
        Guard(ActionNames.Commit, InstallerMode.Commit, session, environment, CommitAction.Run);
        return ActionResult.Success;
    }

    /// <summary>AimTest: tries out what the page was given, and leaves the result for the page to show. It changes nothing.</summary>
    /// <param name="session">The installer session.</param>
    /// <param name="environment">The machine.</param>
    /// <returns>Always success: the page stays.</returns>
    public static ActionResult Test(IInstallerSession session, ActionEnvironment environment)
    {
        try
        {
            using var context = new ActionContext(ActionNames.Test, session, environment);
            TestAction.Show(context, TestAction.Run);
        }
#pragma warning disable CA1031 // The page must stay, and say what there is to say.
        catch (Exception e)
#pragma warning restore CA1031
        {
            session.SetProperty(SetupPage.ResultProperty, Unforeseen(ActionNames.Test, e).ToString());
        }
        return ActionResult.Success;
    }

    // An action that could not be set up, or not say how it ended, leaves its lines too.
    private static ActionResult Guard(string action, InstallerMode? mode, IInstallerSession session, ActionEnvironment environment, Func<ActionContext, ActionResult> run)
    {
        try
        {
            using var context = new ActionContext(action, session, environment);
            return Guard(action, mode, context, run);
        }
#pragma warning disable CA1031 // Whatever it is, an exception must not leave a custom action: the installer's process would end.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = Unforeseen(action, e);
            using var log = new SessionLog(session);
            log.Report(InstallerMessage.Error, error);
            var line = OutcomeLine.Format(Failed(mode), null, null, null, error);
            log.Add(line);
            log.Flush();
            OutcomeEvent.Write(environment.Events, Failed(mode), line, error);
            return ActionResult.Failure;
        }
    }

    private static ActionResult Guard(string action, InstallerMode? mode, ActionContext context, Func<ActionContext, ActionResult> run)
    {
        try
        {
            CheckMode(action, mode, context.Session);
            return run(context);
        }
        catch (OperationCanceledException)
        {
            var error = AimErrors.Cancelled.With(action);
            context.Say(error.ToString());
            context.End(Outcome.Refused, null, null, null, error);
            return ActionResult.UserExit;
        }
        catch (AimException e)
        {
            context.Log.Report(InstallerMessage.Error, e.Error);
            context.End(Failed(mode), null, null, null, e.Error);
            return ActionResult.Failure;
        }
#pragma warning disable CA1031 // The same.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = Unforeseen(action, e);
            context.Log.Report(InstallerMessage.Error, error);
            context.End(Failed(mode), null, null, null, error);
            return ActionResult.Failure;
        }
    }

    // Its text may quote anything, secrets included.
    internal static AimError Unforeseen(string action, Exception e) =>
        AimErrors.Internal.With(action, FaultText.Of(e));

    // A commit action comes when everything is done, and refuses nothing.
    private static Outcome Failed(InstallerMode? mode) => mode switch
    {
        InstallerMode.Rollback => Outcome.NotRolledBack,
        InstallerMode.Commit => Outcome.Skipped,
        _ => Outcome.Refused,
    };

    // Authoring that schedules an action as another kind would run it at the wrong moment, with the wrong rights.
    private static void CheckMode(string action, InstallerMode? wanted, PropertyCache session)
    {
        // These two are never true of another kind; that an action is scheduled may be true of all that are deferred.
        if (wanted is InstallerMode.Rollback or InstallerMode.Commit && session.GetMode(wanted.Value))
            return;
        InstallerMode? actual = session.GetMode(InstallerMode.Rollback) ? InstallerMode.Rollback
            : session.GetMode(InstallerMode.Commit) ? InstallerMode.Commit
            : session.GetMode(InstallerMode.Scheduled) ? InstallerMode.Scheduled
            : null;
        if (actual != wanted)
            throw new AimException(AimErrors.PayloadUnreadable.With(action, $"it runs as {Name(actual)} action, not as {Name(wanted)} action"));
    }

    private static string Name(InstallerMode? mode) => mode switch
    {
        InstallerMode.Rollback => "a rollback",
        InstallerMode.Commit => "a commit",
        InstallerMode.Scheduled => "a deferred",
        _ => "an immediate",
    };
}
