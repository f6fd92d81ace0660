using System.Security.Principal;
#if NET
using System.Runtime.Versioning;
#endif

namespace AimSetup.Files;

/// <summary>Who may own what AimSetup trusts: SYSTEM, Administrators, or the account that this process runs as.</summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal static class TrustedOwner
{
    /// <exception cref="IOException">The owner is somebody else.</exception>
    public static void Check(string path, SecurityIdentifier? owner)
    {
        using var current = WindowsIdentity.GetCurrent();
        if (owner is null || !(owner.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid) || owner.IsWellKnown(WellKnownSidType.LocalSystemSid) || owner.Equals(current.User!)))
            throw new IOException($"{path} belongs to {owner?.Value ?? "nobody"} and not to SYSTEM or Administrators, so that its content cannot be trusted; remove it");
    }
}
