using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.AccessControl;
using System.Security.Principal;

namespace AimSetup.Files;

/// <summary>
/// A folder of AimSetup in ProgramData that only administrators can have made, with no inherited rights. The folder above it
/// is AimSetup's too, and is treated alike.
/// </summary>
/// <param name="path">The full path.</param>
/// <param name="isTraversable">
/// Whether files in it may have readers other than SYSTEM and Administrators. Nobody else can list it all the same.
/// </param>
internal sealed class ProtectedFolder(string path, bool isTraversable = false)
{
    // Owner and group Administrators; full control for SYSTEM and Administrators; nothing inherited.
    private const string AdministratorsOnly = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";

    // For all users, for this folder itself: traverse, read attributes and owner, synchronize. Neither list nor write.
    private const string Traversable = AdministratorsOnly + "(A;;0x1200a0;;;AU)";

    private string Parent => Path.GetDirectoryName(path)!;

    /// <summary>Makes the folder, or makes sure that it is one that only administrators can have made.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public void Ensure()
    {
        CheckFolders();
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            EnsureOnWindows();
        else
            EnsureElsewhere();
    }

    /// <summary>
    /// Refuses what an ordinary user can have put there: users may create folders in ProgramData, and can encrypt data for
    /// this machine as well as AimSetup can.
    /// </summary>
    /// <param name="file">A file in this folder; that it does not exist is no error.</param>
    /// <exception cref="IOException">The folder, its parent or the file is a link, or belongs to somebody else.</exception>
    public void CheckFile(string file)
    {
        CheckFolders();
        if (File.Exists(file))
            Check(new FileInfo(file));
    }

    private void CheckFolders()
    {
        foreach (var folder in new[] { Parent, path })
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
    private void EnsureOnWindows()
    {
        // Users may create folders in ProgramData: the parent must be out of their hands too.
        EnsureOnWindows(Parent, Traversable);
        EnsureOnWindows(path, isTraversable ? Traversable : AdministratorsOnly);
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void EnsureOnWindows(string folder, string sddl)
    {
        var security = new DirectorySecurity();
        security.SetSecurityDescriptorSddlForm(sddl);
        if (Directory.Exists(folder))
            new DirectoryInfo(folder).SetAccessControl(security);
        else
            CreateProtected(folder, security);
    }

#if NET
    [SupportedOSPlatform("windows")]
    private static void CreateProtected(string folder, DirectorySecurity security) => security.CreateDirectory(folder);

    private void EnsureElsewhere()
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
#else
    private static void CreateProtected(string folder, DirectorySecurity security) => FileSystemAclExtensions.CreateDirectory(security, folder);

    private void EnsureElsewhere() => Directory.CreateDirectory(path);
#endif
}
