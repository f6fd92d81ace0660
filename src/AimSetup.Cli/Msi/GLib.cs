using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>What libmsi and libgsf have from GLib: their objects, errors and warnings.</summary>
internal static unsafe partial class GLib
{
    private const string Library = "libglib-2.0.so.0";
    private static readonly Lock Once = new();
    private static bool _quiet;

    /// <summary>GLib prints warnings to the terminal; what matters comes back as an error.</summary>
    public static void Quiet()
    {
        lock (Once)
        {
            if (_quiet)
                return;
            _ = SetDefaultHandler(&Discard, 0);
            _quiet = true;
        }
    }

    /// <summary>The text of an error: a GError has domain (guint32), code (gint), message (gchar*).</summary>
    public static string? Message(nint error) => Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error, 8));

    /// <summary>The number of an error.</summary>
    public static int Code(nint error) => Marshal.ReadInt32(error, 4);

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);

    [LibraryImport(Library, EntryPoint = "g_error_free")]
    public static partial void ErrorFree(nint error);

    [LibraryImport(Library, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "g_log_set_default_handler")]
    private static partial nint SetDefaultHandler(delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Discard(nint domain, int level, nint message, nint data)
    {
    }
}
