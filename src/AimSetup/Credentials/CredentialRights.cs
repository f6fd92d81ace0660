using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.AccessControl;
using System.Security.Principal;

namespace AimSetup.Credentials;

/// <summary>The rights on a file with credentials: full control for SYSTEM and Administrators, read for the readers, nothing inherited.</summary>
internal static class CredentialRights
{
    private const string AdministratorsOnly = "O:BAG:BAD:PAI(A;;FA;;;SY)(A;;FA;;;BA)";

    /// <summary>Creates a file that has these rights from its first moment on.</summary>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="readers">Security identifiers.</param>
    /// <returns>The file, open for writing.</returns>
    public static FileStream Create(string path, IReadOnlyList<string> readers) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? CreateOnWindows(path, readers)
            : new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static FileStream CreateOnWindows(string path, IReadOnlyList<string> readers) =>
        new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, 4096, FileOptions.None, Security(readers));

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static FileSecurity Security(IReadOnlyList<string> readers)
    {
        var security = new FileSecurity();
        security.SetSecurityDescriptorSddlForm(AdministratorsOnly);
        foreach (var reader in readers)
            security.AddAccessRule(new FileSystemAccessRule(new SecurityIdentifier(reader), FileSystemRights.Read, AccessControlType.Allow));
        return security;
    }
}
