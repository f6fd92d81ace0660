using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.AccessControl;
using System.Security.Principal;

namespace AimSetup.Files;

/// <summary>
/// A folder of AimSetup in ProgramData that only administrators can have made, with no inherited rights. The folder above it
/// is AimSetup's too, and is treated alike; one that is somebody else's, as that of a test, keeps its rights. Users may create folders in ProgramData, and can encrypt data for this machine as
/// well as AimSetup can: so what was there before is used only if it can only be an administrator's.
/// </summary>
/// <param name="path">The full path.</param>
/// <param name="hasOtherReaders">
/// Whether files in it may have readers other than SYSTEM and Administrators. Nobody else can list it all the same.
/// </param>
internal sealed class ProtectedFolder(string path, bool hasOtherReaders = false)
{
    // Owner and group Administrators; full control for SYSTEM and Administrators; nothing inherited.
    private const string AdministratorsOnly = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";

    // For all users, for this folder itself: read attributes and owner, synchronize. Neither list nor write; and not traverse, which no
    // account needs to get at the files in it: who may open the folder by a right to its content can keep it for himself.
    private const string Visible = AdministratorsOnly + "(A;;0x120080;;;AU)";

    private string Parent => Path.GetDirectoryName(path)!;

    private bool IsParentOwn =>
        string.Equals(Parent, Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "AimSetup"), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Opens the folder to write; makes it if it is not there. On Windows it and the one above it stay open until the result is
    /// disposed of, so that nobody puts something else into their place after the check.
    /// </summary>
    /// <returns>Keeps it as it was checked.</returns>
    /// <exception cref="IOException">It cannot be trusted.</exception>
    public IDisposable OpenForWriting() =>
        (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OpenOnWindows(create: true) : OpenElsewhere(create: true))!;

    /// <summary>Opens the folder to read. Nobody else can keep it from that, and it is not kept from others.</summary>
    /// <returns>The folder as it was checked; null: there is none.</returns>
    /// <exception cref="IOException">It cannot be trusted.</exception>
    public IDisposable? OpenForReading() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OpenOnWindows(create: false) : OpenElsewhere(create: false);

    /// <summary>Opens a file in the folder while that is open.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The file, to read.</returns>
    /// <exception cref="IOException">It is a link, or belongs to somebody who is no administrator.</exception>
    public static FileStream OpenFile(string file)
    {
        CheckIsNoLink(new FileInfo(file));
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
                CheckOwner(file, FileSystemAclExtensions.GetAccessControl(stream));
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void CheckOwner(string file, FileSecurity security) =>
        TrustedOwner.Check(file, (SecurityIdentifier?)security.GetOwner(typeof(SecurityIdentifier)));

    private static void CheckIsNoLink(FileSystemInfo item)
    {
        if (item.Exists && (item.Attributes & FileAttributes.ReparsePoint) != 0)
            throw new IOException($"{item.FullName} is a link, which AimSetup never makes; remove it");
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private OpenFolders? OpenOnWindows(bool create)
    {
        if (create && !IsParentOwn)
            Directory.CreateDirectory(Parent);
        var parent = OpenOnWindows(Parent, create && IsParentOwn ? Visible : null);
        if (parent is null)
            return null;
        try
        {
            if (OpenOnWindows(path, create ? (hasOtherReaders ? Visible : AdministratorsOnly) : null) is { } folder)
                return new OpenFolders(folder, parent);
        }
        catch
        {
            parent.Dispose();
            throw;
        }
        parent.Dispose();
        return null;
    }

    // Whoever is faster in making it: what is there afterwards is checked, as what it is, and then kept open.
#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static FolderHandle? OpenOnWindows(string folder, string? sddl)
    {
        var handle = FolderHandle.Open(folder, forChange: sddl is not null);
        if (sddl is null)
            return handle;
        if (handle is null)
        {
            var security = new DirectorySecurity();
            security.SetSecurityDescriptorSddlForm(sddl);
            FileSystemAclExtensions.CreateDirectory(security, folder);
            handle = FolderHandle.Open(folder, forChange: true) ?? throw new IOException($"{folder} was removed as soon as it was made");
        }
        handle.Protect(sddl);
        return handle;
    }

    private OpenFolders? OpenElsewhere(bool create)
    {
        foreach (var folder in new[] { Parent, path })
            CheckIsNoLink(new DirectoryInfo(folder));
        if (create)
            CreateElsewhere();
        return Directory.Exists(path) ? new OpenFolders() : null;
    }

#if NET
    private void CreateElsewhere()
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
#else
    private void CreateElsewhere() => Directory.CreateDirectory(path);
#endif

    private sealed class OpenFolders(params IDisposable[] folders) : IDisposable
    {
        public void Dispose()
        {
            foreach (var folder in folders)
                folder.Dispose();
        }
    }
}
