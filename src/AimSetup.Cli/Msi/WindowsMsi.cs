using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>The functions of msi.dll that are used.</summary>
internal static partial class WindowsMsi
{
    public const uint Success = 0;
    public const uint MoreData = 234;
    public const uint NoMoreItems = 259;
    /// <summary>INSTALLSTATE_ADVERTISED; what is smaller means that the product is not installed.</summary>
    public const int Advertised = 1;
    /// <summary>MSIDBOPEN_TRANSACT: changes go to the file itself, and all of them at the commit.</summary>
    public const nint Transacted = 1;
    private const string Msi = "msi.dll";

    [LibraryImport(Msi, EntryPoint = "MsiQueryProductStateW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int QueryProductState(string productCode);

    [LibraryImport(Msi, EntryPoint = "MsiOpenDatabaseW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint OpenDatabase(string path, nint persist, out WindowsMsiHandle database);

    [LibraryImport(Msi, EntryPoint = "MsiDatabaseOpenViewW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint OpenView(WindowsMsiHandle database, string sql, out WindowsMsiHandle view);

    [LibraryImport(Msi, EntryPoint = "MsiViewExecute")]
    public static partial uint ViewExecute(WindowsMsiHandle view, WindowsMsiHandle record);

    [LibraryImport(Msi, EntryPoint = "MsiViewFetch")]
    public static partial uint ViewFetch(WindowsMsiHandle view, out WindowsMsiHandle record);

    [LibraryImport(Msi, EntryPoint = "MsiViewClose")]
    public static partial uint ViewClose(WindowsMsiHandle view);

    [LibraryImport(Msi, EntryPoint = "MsiDatabaseCommit")]
    public static partial uint DatabaseCommit(WindowsMsiHandle database);

    [LibraryImport(Msi, EntryPoint = "MsiCreateRecord")]
    public static partial WindowsMsiHandle CreateRecord(uint count);

    [LibraryImport(Msi, EntryPoint = "MsiRecordGetFieldCount")]
    public static partial uint RecordFieldCount(WindowsMsiHandle record);

    [LibraryImport(Msi, EntryPoint = "MsiRecordIsNull")]
    public static partial int RecordIsNull(WindowsMsiHandle record, uint field);

    [LibraryImport(Msi, EntryPoint = "MsiRecordGetStringW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint RecordGetString(WindowsMsiHandle record, uint field, [In, Out] char[] value, ref uint length);

    [LibraryImport(Msi, EntryPoint = "MsiRecordSetStringW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint RecordSetString(WindowsMsiHandle record, uint field, string value);

    [LibraryImport(Msi, EntryPoint = "MsiRecordSetInteger")]
    public static partial uint RecordSetInteger(WindowsMsiHandle record, uint field, int value);

    [LibraryImport(Msi, EntryPoint = "MsiRecordSetStreamW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint RecordSetStream(WindowsMsiHandle record, uint field, string file);

    [LibraryImport(Msi, EntryPoint = "MsiGetSummaryInformationW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint GetSummaryInformation(WindowsMsiHandle database, string? path, uint updates, out WindowsMsiHandle summary);

    [LibraryImport(Msi, EntryPoint = "MsiSummaryInfoGetPropertyW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint SummaryGetProperty(WindowsMsiHandle summary, uint property, out uint type, out int number, out long time, [In, Out] char[] value, ref uint length);

    [LibraryImport(Msi, EntryPoint = "MsiSummaryInfoSetPropertyW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint SummarySetProperty(WindowsMsiHandle summary, uint property, uint type, int number, in long time, string? value);

    [LibraryImport(Msi, EntryPoint = "MsiSummaryInfoPersist")]
    public static partial uint SummaryPersist(WindowsMsiHandle summary);

    [LibraryImport(Msi, EntryPoint = "MsiCloseHandle")]
    public static partial uint CloseHandle(uint handle);
}
