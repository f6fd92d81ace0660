using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.AccessControl;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;
#if NET
using System.Runtime.Versioning;
#endif

namespace AimSetup.Files;

/// <summary>
/// A folder of Windows, open. While it is for a change, nobody can rename, remove or replace it, so that what was checked stays true. It is
/// opened as what it is: a link is not followed.
/// </summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal sealed class FolderHandle : IDisposable
{
    // With one of the rights to its content it counts what others share; without, Windows lets all open it in any way.
    private const uint Traverse = 0x20;
    private const uint ReadAttributes = 0x80;
    private const uint ReadControl = 0x20000;
    private const uint WriteDac = 0x40000;
    private const uint ShareReadWrite = 3;
    private const uint OpenExisting = 3;
    private const uint BackupSemantics = 0x02000000;
    private const uint OpenReparsePoint = 0x00200000;
    private const int FileAttributeTagInfo = 9;
    private const int FileNotFound = 2;
    private const int PathNotFound = 3;

    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private FolderHandle(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
    }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="forChange">Whether its access control list is going to be set.</param>
    /// <returns>The folder; null: there is none.</returns>
    /// <exception cref="IOException">It is a link, no folder, not readable, or belongs to somebody who is no administrator.</exception>
    public static FolderHandle? Open(string path, bool forChange)
    {
        var handle = CreateFileW(path, ReadAttributes | ReadControl | (forChange ? Traverse | WriteDac : 0), ShareReadWrite, IntPtr.Zero, OpenExisting, BackupSemantics | OpenReparsePoint, IntPtr.Zero);
        if (handle.IsInvalid)
        {
            var error = new Win32Exception();
            handle.Dispose();
            return error.NativeErrorCode is FileNotFound or PathNotFound ? null : throw new IOException($"{path} cannot be opened: {error.Message.TrimEnd('.')}");
        }
        var folder = new FolderHandle(path, handle);
        try
        {
            folder.Check();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Gives it an access control list, whatever it had. Where it has it already, Windows need not hand it on to all files in it.</summary>
    /// <param name="sddl">Owner, group and list.</param>
    public void Protect(string sddl)
    {
        var wanted = new HandleSecurity();
        wanted.SetSecurityDescriptorSddlForm(sddl, AccessControlSections.Access);
        if (new HandleSecurity(_handle, AccessControlSections.Access).ListText != wanted.ListText)
            wanted.Set(_handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Check()
    {
        // Not GetFileInformationByHandle, which asks the volume for its serial number too: under Wine another process.
        if (GetFileInformationByHandleEx(_handle, FileAttributeTagInfo, out var information, (uint)Marshal.SizeOf<AttributeTag>()) == 0)
            throw new IOException($"{_path} cannot be looked at: {new Win32Exception().Message.TrimEnd('.')}");
        var attributes = (FileAttributes)information.Attributes;
        if ((attributes & FileAttributes.ReparsePoint) != 0)
            throw new IOException($"{_path} is a link, which AimSetup never makes; remove it");
        if ((attributes & FileAttributes.Directory) == 0)
            throw new IOException($"{_path} is no folder; remove it");
        TrustedOwner.Check(_path, (SecurityIdentifier?)new HandleSecurity(_handle, AccessControlSections.Owner).GetOwner(typeof(SecurityIdentifier)));
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport does not exist for .NET Standard.
    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateFileW(string name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetFileInformationByHandleEx(SafeFileHandle file, int kind, out AttributeTag information, uint size);
#pragma warning restore SYSLIB1054

    // FILE_ATTRIBUTE_TAG_INFO
    [StructLayout(LayoutKind.Sequential)]
    private struct AttributeTag
    {
        public uint Attributes;
        public uint ReparseTag;
    }

    // The security of an open file: classes of .NET take paths, which can lead somewhere else by then.
    private sealed class HandleSecurity : ObjectSecurity<FileSystemRights>
    {
        public HandleSecurity()
            : base(isContainer: true, ResourceType.FileObject)
        {
        }

        public HandleSecurity(SafeHandle handle, AccessControlSections sections)
            : base(isContainer: true, ResourceType.FileObject, handle, sections)
        {
        }

        public string ListText => GetSecurityDescriptorSddlForm(AccessControlSections.Access);

        public void Set(SafeHandle handle) => Persist(handle, AccessControlSections.Access);
    }
}
