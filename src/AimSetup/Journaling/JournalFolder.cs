using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.AccessControl;
using System.Security.Principal;

namespace AimSetup.Journaling;

/// <summary>The folder of the journal: for SYSTEM and Administrators only, no inherited rights.</summary>
internal static class JournalFolder
{
    // Owner and group Administrators; full control for SYSTEM and Administrators; nobody else, nothing inherited.
    private const string Sddl = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";

    /// <summary>Makes the folder, or makes sure that it is one that only administrators can have made.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public static void Ensure(string path)
    {
        CheckFolders(path);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            EnsureOnWindows(path);
        else
            EnsureElsewhere(path);
    }

    /// <summary>
    /// Refuses what an ordinary user can have put there: users may create folders in ProgramData, and can encrypt data for
    /// this machine as well as AimSetup can.
    /// </summary>
    /// <exception cref="IOException">The folder, its parent or the file is a link, or belongs to somebody else.</exception>
    public static void CheckFile(string file)
    {
        CheckFolders(Path.GetDirectoryName(file)!);
        if (File.Exists(file))
            Check(new FileInfo(file));
    }

    private static void CheckFolders(string path)
    {
        foreach (var folder in new[] { Path.GetDirectoryName(path)!, path })
        {
            if (Directory.Exists(folder))
                Check(new DirectoryInfo(folder));
        }
    }

    private static void Check(FileSystemInfo item)
    {
        if ((item.Attributes & FileAttributes.ReparsePoint) != 0)
            throw new IOException($"{item.FullName} is a link, which AimSetup never makes; remove it");
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            CheckOwner(item);
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void CheckOwner(FileSystemInfo item)
    {
        FileSystemSecurity security = item is DirectoryInfo folder
            ? folder.GetAccessControl(AccessControlSections.Owner)
            : ((FileInfo)item).GetAccessControl(AccessControlSections.Owner);
        var owner = (SecurityIdentifier?)security.GetOwner(typeof(SecurityIdentifier));
        using var current = WindowsIdentity.GetCurrent();
        if (owner is null || !(owner.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid) || owner.IsWellKnown(WellKnownSidType.LocalSystemSid) || owner.Equals(current.User!)))
            throw new IOException($"{item.FullName} belongs to {owner?.Value ?? "nobody"} and not to SYSTEM or Administrators, so that its content cannot be trusted; remove it");
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void EnsureOnWindows(string path)
    {
        // Users may create folders in ProgramData: the parent must be out of their hands too.
        foreach (var folder in new[] { Path.GetDirectoryName(path)!, path })
        {
            var security = new DirectorySecurity();
            security.SetSecurityDescriptorSddlForm(Sddl);
            if (Directory.Exists(folder))
                new DirectoryInfo(folder).SetAccessControl(security);
            else
                CreateProtected(folder, security);
        }
    }

#if NET
    [SupportedOSPlatform("windows")]
    private static void CreateProtected(string folder, DirectorySecurity security) => security.CreateDirectory(folder);

    private static void EnsureElsewhere(string path)
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
#else
    private static void CreateProtected(string folder, DirectorySecurity security) => FileSystemAclExtensions.CreateDirectory(security, folder);

    private static void EnsureElsewhere(string path) => Directory.CreateDirectory(path);
#endif
}
