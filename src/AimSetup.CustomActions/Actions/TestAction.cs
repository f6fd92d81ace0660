using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Planning;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// AimTest: asks what the installation would do, as AimPlan does, and says it in one message. Windows Installer calls it from a
/// button, where an action can neither write to the log nor end anything: it has only a property to answer by.
/// </summary>
internal static class TestAction
{
    /// <summary>Runs a test and leaves its message in the property, whatever happens.</summary>
    public static void Show(ActionContext context, Func<ActionContext, AimError> test)
    {
        AimError message;
        try
        {
            message = test(context);
        }
        catch (AimException e)
        {
            message = e.Error;
        }
#pragma warning disable CA1031 // The page must stay, and say what there is to say.
        catch (Exception e)
#pragma warning restore CA1031
        {
            message = AimActions.Unforeseen(ActionNames.Test, e);
        }
        context.Log.Add(message.ToString());
        context.Session.SetProperty(SetupPage.ResultProperty, Fit(context.Log.Fit(message.ToString())));
    }

    public static AimError Run(ActionContext context)
    {
        var reader = new SettingsReader(context.Session.GetProperty, context.Environment.ComputerName);
        var settings = reader.ReadForInstall();
        context.Log.Mask(settings.ClientSecret, settings.Credentials?.Password, settings.Credentials?.InitialAccessToken);
        if (reader.Problems.Count > 0)
            return AimErrors.TestInvalid.With(string.Join(" ", reader.Problems));
        using var http = context.Connect(settings.Trust, TimeSpan.FromSeconds(settings.TimeoutSeconds));
        http.Repeats = false;
        var planner = new Planner(http, context.Logger) { PowerShell = context.Environment.PowerShell };
        return Message(context.Log.Run(token => planner.PlanAsync(settings.ToRequest(), token), canCancel: false), settings);
    }

    private static AimError Message(Plan plan, InstallSettings settings)
    {
        var (server, client) = (settings.Server!.ToString(), settings.ClientId!);
        return plan.Kind switch
        {
            PlanKind.Adopt => AimErrors.TestGranted.With(server, client, settings.Credentials is null ? plan.Reason : plan.Reason + "; the AIM account was not needed and not tried"),
            PlanKind.Create => AimErrors.TestWouldChange.With(server, "register", client, plan.Reason),
            PlanKind.Update => AimErrors.TestWouldChange.With(server, "update", client, plan.Reason),
            _ => plan.Error!,
        };
    }

    private static string Fit(string text) =>
        text.Length <= SetupPage.ResultLength ? text : text.Remove(SetupPage.ResultLength - 1) + '…';
}
