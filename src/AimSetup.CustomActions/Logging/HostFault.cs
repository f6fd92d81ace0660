namespace AimSetup.CustomActions.Logging;

/// <summary>
/// What a host says when an action could not even begin: on Windows, for example, because an assembly was not loaded. Without
/// it a package ends with 1603 and nobody knows why. It uses nothing that may be what failed: neither the table of errors nor
/// another assembly. The DTF host is compiled with this file too.
/// </summary>
internal static class HostFault
{
    // INSTALLMESSAGE_INFO and INSTALLMESSAGE_ERROR.
    private const int Info = 0x04000000;
    private const int Error = 0x01000000;

    /// <summary>Says it. It never throws.</summary>
    /// <param name="action">The action's name.</param>
    /// <param name="fault">What happened.</param>
    /// <param name="send">Sends a message: kind and fields.</param>
    /// <param name="show">Shows a text on the page, which is all that AimTest can do.</param>
    public static void Report(string action, Exception fault, Action<int, string[]> send, Action<string> show)
    {
        var what = FaultText.Of(fault);
        Try(() => send(Info, ["AimSetup: " + action + " could not run: " + what]));
        if (action == "AimTest")
        {
            Try(() => show("AimSetup 29000: AimSetup stopped at an unexpected fault in AimTest: " + what + ". Please report this line to the maker of this package."));
            return;
        }
        Try(() => send(Error, ["29000", action, what]));
        var outcome = action == "AimRollback" ? "not-rolled-back" : "refused";
        Try(() => send(Info, ["AimSetup: outcome=" + outcome + " client=- server=- transaction=- error=29000"]));
    }

    private static void Try(Action say)
    {
        try
        {
            say();
        }
#pragma warning disable CA1031 // The result of the action must reach Windows Installer, whether or not the message does.
        catch (Exception)
#pragma warning restore CA1031
        {
            // There is nobody else to tell.
        }
    }
}
