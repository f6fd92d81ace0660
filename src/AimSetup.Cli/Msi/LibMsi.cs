using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>The functions of libmsi (msitools) and GLib that are used, and how they report.</summary>
internal static unsafe partial class LibMsi
{
    private const string Msi = "libmsi.so.0";
    private const string GObject = "libgobject-2.0.so.0";
    private const string GLib = "libglib-2.0.so.0";
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

    /// <summary>Turns an error of GLib into an exception.</summary>
    public static MsiException Failure(string request, nint error)
    {
        var reason = "no reason given";
        if (error != 0)
        {
            // GError: domain (guint32), code (gint), message (gchar*).
            var code = Marshal.ReadInt32(error, 4);
            reason = $"{Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error, 8))} (libmsi {code})";
            ErrorFree(error);
        }
        return new MsiException($"{request}: {reason}");
    }

    [LibraryImport(Msi, EntryPoint = "libmsi_database_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial LibMsiHandle DatabaseNew(string path, uint flags, string? persist, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_database_commit")]
    public static partial int DatabaseCommit(LibMsiHandle database, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial LibMsiHandle QueryNew(LibMsiHandle database, string sql, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_execute")]
    public static partial int QueryExecute(LibMsiHandle query, LibMsiHandle record, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_fetch")]
    public static partial LibMsiHandle QueryFetch(LibMsiHandle query, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_close")]
    public static partial int QueryClose(LibMsiHandle query, nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_new")]
    public static partial LibMsiHandle RecordNew(uint count);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_get_field_count")]
    public static partial uint RecordFieldCount(LibMsiHandle record);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_is_null")]
    public static partial int RecordIsNull(LibMsiHandle record, uint field);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_get_string")]
    public static partial nint RecordGetString(LibMsiHandle record, uint field);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RecordSetString(LibMsiHandle record, uint field, string value);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_set_int")]
    public static partial int RecordSetInt(LibMsiHandle record, uint field, int value);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_load_stream", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RecordLoadStream(LibMsiHandle record, uint field, string file);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_new")]
    public static partial LibMsiHandle SummaryNew(LibMsiHandle database, uint updates, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_property_type")]
    public static partial int SummaryGetType(LibMsiHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_string")]
    public static partial nint SummaryGetString(LibMsiHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_int")]
    public static partial int SummaryGetInt(LibMsiHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SummarySetString(LibMsiHandle summary, int property, string value, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_set_filetime")]
    public static partial int SummarySetFileTime(LibMsiHandle summary, int property, ulong value, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_persist")]
    public static partial int SummaryPersist(LibMsiHandle summary, ref nint error);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    public static partial void ErrorFree(nint error);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(GLib, EntryPoint = "g_log_set_default_handler")]
    private static partial nint SetDefaultHandler(delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Discard(nint domain, int level, nint message, nint data)
    {
    }
}
