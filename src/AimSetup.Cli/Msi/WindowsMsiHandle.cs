using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>An MSIHANDLE, which is 32 bits wide in every process.</summary>
internal sealed class WindowsMsiHandle : SafeHandle
{
    public WindowsMsiHandle()
        : base(0, true)
    {
    }

    public override bool IsInvalid => (uint)handle == 0;

    protected override bool ReleaseHandle() => WindowsMsi.CloseHandle((uint)handle) == WindowsMsi.Success;
}
