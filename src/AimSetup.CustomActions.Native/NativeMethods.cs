using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Native;

/// <summary>The functions of msi.dll that the host uses (Windows Installer reference, "Installer Functions").</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class NativeMethods
{
    /// <summary>INSTALLSTATE_UNKNOWN: neither advertised nor installed, for nobody.</summary>
    public const int Unknown = -1;

    /// <summary>INSTALLSTATE_INVALIDARG.</summary>
    public const int InvalidArgument = -2;

    /// <summary>MSICONDITION_FALSE.</summary>
    public const int ConditionFalse = 0;

    private const string Library = "msi.dll";
    private const uint Success = 0;
    private const uint MoreData = 234;
    private const int GuidLength = 38;
    private const int UsualLength = 8192;

    public static string GetProperty(uint session, string name)
    {
        // Each call goes to another process and back: nearly every value fits into this, the data of a deferred action too.
        var buffer = new char[UsualLength];
        while (true)
        {
            var length = (uint)buffer.Length;
            uint result;
            fixed (char* first = buffer)
                result = MsiGetProperty(session, name, first, &length);
            if (result == Success)
                return new string(buffer, 0, (int)length);
            if (result != MoreData)
                throw new Win32Exception((int)result);
            // The length is without the terminating null; the value may grow meanwhile.
            buffer = new char[length + 1];
        }
    }

    public static void SetProperty(uint session, string name, string value)
    {
        var result = MsiSetProperty(session, name, value);
        if (result != Success)
            throw new Win32Exception((int)result);
    }

    public static bool IsFeatureKept(uint session, string feature)
    {
        int installed, action;
        fixed (char* name = feature)
            return MsiGetFeatureState(session, name, &installed, &action) != Success || FeatureStates.IsKept(installed, action);
    }

    // A text that is longer than any path is left out.
    public static IReadOnlyList<string> Query(uint session, string query)
    {
        List<string> found = [];
        var database = MsiGetActiveDatabase(session);
        uint view, record;
        fixed (char* text = query, first = new char[UsualLength])
        {
            if (MsiDatabaseOpenView(database, text, &view) == Success)
            {
                for (var result = MsiViewExecute(view, 0); result == Success && MsiViewFetch(view, &record) == Success; _ = MsiCloseHandle(record))
                {
                    uint length = UsualLength;
                    if (MsiRecordGetString(record, 1, first, &length) == Success)
                        found.Add(new string(first, 0, (int)length));
                }
                _ = MsiCloseHandle(view);
            }
        }
        _ = MsiCloseHandle(database);
        return found;
    }

    public static IReadOnlyList<string> EnumRelatedProducts(string upgradeCode)
    {
        List<string> found = [];
        var buffer = new char[GuidLength + 1];
        fixed (char* first = buffer)
        {
            while (MsiEnumRelatedProducts(upgradeCode, 0, (uint)found.Count, first) == Success)
                found.Add(new string(buffer, 0, GuidLength));
        }
        return found;
    }

    [LibraryImport(Library, EntryPoint = "MsiCreateRecord")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint MsiCreateRecord(uint fields);

    [LibraryImport(Library, EntryPoint = "MsiRecordSetStringW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint MsiRecordSetString(uint record, uint field, string value);

    [LibraryImport(Library, EntryPoint = "MsiRecordSetInteger")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint MsiRecordSetInteger(uint record, uint field, int value);

    [LibraryImport(Library, EntryPoint = "MsiProcessMessage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int MsiProcessMessage(uint session, int kind, uint record);

    [LibraryImport(Library, EntryPoint = "MsiCloseHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint MsiCloseHandle(uint handle);

    [LibraryImport(Library, EntryPoint = "MsiGetMode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int MsiGetMode(uint session, int mode);

    [LibraryImport(Library, EntryPoint = "MsiEvaluateConditionW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int MsiEvaluateCondition(uint session, string condition);

    [LibraryImport(Library, EntryPoint = "MsiQueryProductStateW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int MsiQueryProductState(string productCode);

    [LibraryImport(Library, EntryPoint = "MsiGetFeatureStateW")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiGetFeatureState(uint session, char* feature, int* installed, int* action);

    [LibraryImport(Library, EntryPoint = "MsiGetActiveDatabase")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiGetActiveDatabase(uint session);

    [LibraryImport(Library, EntryPoint = "MsiDatabaseOpenViewW")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiDatabaseOpenView(uint database, char* query, uint* view);

    [LibraryImport(Library, EntryPoint = "MsiViewExecute")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiViewExecute(uint view, uint record);

    [LibraryImport(Library, EntryPoint = "MsiViewFetch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiViewFetch(uint view, uint* record);

    [LibraryImport(Library, EntryPoint = "MsiRecordGetStringW")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiRecordGetString(uint record, uint field, char* buffer, uint* length);

    [LibraryImport(Library, EntryPoint = "MsiEnumRelatedProductsW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiEnumRelatedProducts(string upgradeCode, uint reserved, uint index, char* buffer);

    [LibraryImport(Library, EntryPoint = "MsiGetPropertyW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiGetProperty(uint session, string name, char* buffer, uint* length);

    [LibraryImport(Library, EntryPoint = "MsiSetPropertyW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint MsiSetProperty(uint session, string name, string value);
}
