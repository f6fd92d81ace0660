using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>The functions of libgsf, which libmsi reads and writes compound files by, that write one.</summary>
internal static partial class LibGsf
{
    private const string Gsf = "libgsf-1.so.114";

    [LibraryImport(Gsf, EntryPoint = "gsf_output_stdio_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObjectHandle FileNew(string path, ref nint error);

    [LibraryImport(Gsf, EntryPoint = "gsf_outfile_msole_new")]
    public static partial GObjectHandle CompoundNew(GObjectHandle file);

    [LibraryImport(Gsf, EntryPoint = "gsf_outfile_msole_set_class_id")]
    public static partial int SetClassId(GObjectHandle storage, ReadOnlySpan<byte> classId);

    [LibraryImport(Gsf, EntryPoint = "gsf_outfile_new_child", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObjectHandle NewChild(GObjectHandle storage, string name, int isStorage);

    [LibraryImport(Gsf, EntryPoint = "gsf_output_write")]
    public static partial int Write(GObjectHandle stream, nuint length, ReadOnlySpan<byte> bytes);

    [LibraryImport(Gsf, EntryPoint = "gsf_output_close")]
    public static partial int Close(GObjectHandle output);

    /// <summary>The first error of an output, which keeps it; 0 when there was none.</summary>
    [LibraryImport(Gsf, EntryPoint = "gsf_output_error")]
    public static partial nint Error(GObjectHandle output);
}
