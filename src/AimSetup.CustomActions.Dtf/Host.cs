using AimSetup.CustomActions.Logging;
using AimSetup.CustomActions.Model;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf;

/// <summary>Runs an action for an entry point. Only DTF and .NET Framework are needed to come here, and to say what went wrong.</summary>
internal static class Host
{
    /// <summary>Runs an action.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The action's name.</param>
    /// <param name="action">The action.</param>
    /// <param name="onFault">The result when the action could not even begin, or stopped unforeseen.</param>
    /// <returns>The result.</returns>
    public static ActionResult Run(DtfHandle session, string name, Func<DtfHandle, ActionResult> action, ActionResult onFault = ActionResult.Failure)
    {
        try
        {
            return action(session);
        }
        catch (InstallCanceledException)
        {
            // DTF would not see it: it calls entry points by reflection, which wraps what they throw.
            return onFault == ActionResult.Success ? onFault : ActionResult.UserExit;
        }
#pragma warning disable CA1031 // DTF would write the exception into the log, and its text may quote anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // The name of the property is a constant, and so needs no assembly.
            HostFault.Report(name, e, (kind, fields) => Send(session, (InstallMessage)kind, fields), text => session[SetupPage.ResultProperty] = text);
            return onFault;
        }
    }

    private static void Send(DtfHandle session, InstallMessage kind, string[] fields)
    {
        using var record = new Record(fields.Length);
        if (kind == InstallMessage.Error)
            record.SetInteger(1, int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture));
        else
            record.FormatString = "[1]";
        for (var i = kind == InstallMessage.Error ? 1 : 0; i < fields.Length; i++)
            record.SetString(i + 1, fields[i]);
        session.Message(kind, record);
    }
}
