using System.Security.Principal;
using Microsoft.Win32.SafeHandles;
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
    private static readonly SecurityIdentifier Administrators = new(WellKnownSidType.BuiltinAdministratorsSid, null);
    private static readonly SecurityIdentifier LocalSystem = new(WellKnownSidType.LocalSystemSid, null);

    private static readonly Lazy<SecurityIdentifier> Current = new(FindCurrent, LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="IOException">The owner is somebody else.</exception>
    public static void Check(string path, SecurityIdentifier? owner)
    {
        if (owner is null || !(owner.Equals(Administrators) || owner.Equals(LocalSystem) || owner.Equals(Current.Value)))
            throw new IOException($"{path} belongs to {owner?.Value ?? "nobody"} and not to SYSTEM or Administrators, so that its content cannot be trusted; remove it");
    }

    // Of the process, whoever a thread may act for at the moment.
    private static SecurityIdentifier FindCurrent() => WindowsIdentity.RunImpersonated(SafeAccessTokenHandle.InvalidHandle, static () =>
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User!;
    });
}
