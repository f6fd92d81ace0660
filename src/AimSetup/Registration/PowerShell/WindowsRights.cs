using System.Security.AccessControl;
using System.Security.Principal;
#if NET
using System.Runtime.Versioning;
#endif

namespace AimSetup.Registration.PowerShell;

/// <summary>Who else can write, by owner and access control list.</summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal static class WindowsRights
{
    // Whoever has one of these on a folder can put something else in the place of what lies in it.
    private const FileSystemRights Replacing =
        FileSystemRights.DeleteSubdirectoriesAndFiles | FileSystemRights.Delete | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    private const FileSystemRights Writing =
        Replacing | FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.WriteAttributes | FileSystemRights.WriteExtendedAttributes;

    // SYSTEM, Administrators, TrustedInstaller.
    private static readonly string[] Trusted =
        ["S-1-5-18", "S-1-5-32-544", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"];

    /// <summary>Names somebody who can change a file or folder and is no administrator.</summary>
    /// <param name="place">The file or folder.</param>
    /// <param name="isNear">The script itself or its own folder.</param>
    public static string? OtherWriter(FileSystemInfo place, bool isNear)
    {
        const AccessControlSections sections = AccessControlSections.Owner | AccessControlSections.Access;
        FileSystemSecurity security = place is FileInfo file ? file.GetAccessControl(sections) : ((DirectoryInfo)place).GetAccessControl(sections);
        if (security.GetOwner(typeof(SecurityIdentifier)) is not SecurityIdentifier owner || !IsTrusted(owner))
            return "its owner, who is no administrator";
        foreach (FileSystemAccessRule rule in security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            var isHere = (rule.PropagationFlags & PropagationFlags.InheritOnly) == 0;
            if (isHere && rule.AccessControlType == AccessControlType.Allow && !IsTrusted((SecurityIdentifier)rule.IdentityReference)
                && (rule.FileSystemRights & (isNear ? Writing : Replacing)) != 0)
                return NameOf((SecurityIdentifier)rule.IdentityReference);
        }
        return null;
    }

    private static bool IsTrusted(SecurityIdentifier sid) => Trusted.Contains(sid.Value, StringComparer.Ordinal);

    private static string NameOf(SecurityIdentifier sid)
    {
        try
        {
            return sid.Translate(typeof(NTAccount)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return sid.Value;
        }
    }
}
