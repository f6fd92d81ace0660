using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>The functions of libmsi (msitools) that are used, and how they report.</summary>
internal static partial class LibMsi
{
    private const string Msi = "libmsi.so.0";

    /// <summary>Turns an error of GLib into an exception.</summary>
    public static MsiException Failure(string request, nint error)
    {
        var reason = "no reason given";
        if (error != 0)
        {
            reason = $"{GLib.Message(error)} (libmsi {GLib.Code(error)})";
            GLib.ErrorFree(error);
        }
        return new MsiException($"{request}: {reason}");
    }

    [LibraryImport(Msi, EntryPoint = "libmsi_database_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObjectHandle DatabaseNew(string path, uint flags, string? persist, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_database_commit")]
    public static partial int DatabaseCommit(GObjectHandle database, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObjectHandle QueryNew(GObjectHandle database, string sql, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_execute")]
    public static partial int QueryExecute(GObjectHandle query, GObjectHandle record, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_fetch")]
    public static partial GObjectHandle QueryFetch(GObjectHandle query, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_query_close")]
    public static partial int QueryClose(GObjectHandle query, nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_new")]
    public static partial GObjectHandle RecordNew(uint count);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_get_field_count")]
    public static partial uint RecordFieldCount(GObjectHandle record);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_is_null")]
    public static partial int RecordIsNull(GObjectHandle record, uint field);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_get_string")]
    public static partial nint RecordGetString(GObjectHandle record, uint field);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RecordSetString(GObjectHandle record, uint field, string value);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_set_int")]
    public static partial int RecordSetInt(GObjectHandle record, uint field, int value);

    [LibraryImport(Msi, EntryPoint = "libmsi_record_load_stream", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RecordLoadStream(GObjectHandle record, uint field, string file);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_new")]
    public static partial GObjectHandle SummaryNew(GObjectHandle database, uint updates, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_property_type")]
    public static partial int SummaryGetType(GObjectHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_string")]
    public static partial nint SummaryGetString(GObjectHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_get_int")]
    public static partial int SummaryGetInt(GObjectHandle summary, int property, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SummarySetString(GObjectHandle summary, int property, string value, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_set_filetime")]
    public static partial int SummarySetFileTime(GObjectHandle summary, int property, ulong value, ref nint error);

    [LibraryImport(Msi, EntryPoint = "libmsi_summary_info_persist")]
    public static partial int SummaryPersist(GObjectHandle summary, ref nint error);
}
