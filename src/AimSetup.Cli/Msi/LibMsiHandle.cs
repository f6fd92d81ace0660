using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>A GObject: a database, query, record or summary information of libmsi.</summary>
internal sealed class LibMsiHandle : SafeHandle
{
    public LibMsiHandle()
        : base(0, true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibMsi.ObjectUnref(handle);
        return true;
    }
}
