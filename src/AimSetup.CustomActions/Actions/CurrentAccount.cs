using System.Runtime.InteropServices;
using System.Security.Principal;
#if NET
using System.Runtime.Versioning;
#endif

namespace AimSetup.CustomActions.Actions;

/// <summary>The account that the running action acts for: for AimPlan, whoever started the installation.</summary>
internal static class CurrentAccount
{
    /// <summary>
    /// Whether it has administrator rights right now. An administrator has none in a program that was started without them; SYSTEM
    /// has them, and so has whatever a deployment tool starts.
    /// </summary>
    public static bool IsAdministrator() => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || IsAdministratorOfWindows();

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static bool IsAdministratorOfWindows()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.IsSystem || new WindowsPrincipal(identity).IsInRole(WindowsBuiltInRole.Administrator);
    }
}
