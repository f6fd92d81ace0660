using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>A GObject: what the functions of libmsi and libgsf give back.</summary>
internal sealed class GObjectHandle : SafeHandle
{
    public GObjectHandle()
        : base(0, true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        GLib.ObjectUnref(handle);
        return true;
    }
}
