using System.Globalization;
using System.Runtime.Versioning;
using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Native;

/// <summary>The session of a custom action over msi.dll.</summary>
[SupportedOSPlatform("windows")]
internal sealed class MsiSession(uint handle) : IInstallerSession
{
    private const int Cancel = 2;

    public string CustomActionData => GetProperty("CustomActionData");

    public string GetProperty(string name) => NativeMethods.GetProperty(handle, name);

    public bool IsAnySet(IReadOnlyList<string> names) => NativeMethods.MsiEvaluateCondition(handle, PropertyCondition.IsAnySet(names)) != NativeMethods.ConditionFalse;

    public IReadOnlyList<string> Query(string query) => NativeMethods.Query(handle, query);

    public bool IsFeatureKept(string feature) => NativeMethods.IsFeatureKept(handle, feature);

    public void SetProperty(string name, string value) => NativeMethods.SetProperty(handle, name, value);

    public bool GetMode(InstallerMode mode) => NativeMethods.MsiGetMode(handle, (int)mode) != 0;

    public InstallerReply Message(InstallerMessage kind, params string[] fields)
    {
        var record = NativeMethods.MsiCreateRecord((uint)fields.Length);
        if (record == 0)
            return InstallerReply.None;
        try
        {
            // Errors and warnings take their text from the row of the Error table that field 1 names.
            if (kind is InstallerMessage.Info or InstallerMessage.ActionData)
                _ = NativeMethods.MsiRecordSetString(record, 0, "[1]");
            for (var i = 0; i < fields.Length; i++)
            {
                if (int.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (i == 0 || kind == InstallerMessage.Progress))
                    _ = NativeMethods.MsiRecordSetInteger(record, (uint)i + 1, number);
                else
                    _ = NativeMethods.MsiRecordSetString(record, (uint)i + 1, fields[i]);
            }
            return NativeMethods.MsiProcessMessage(handle, (int)kind, record) == Cancel ? InstallerReply.Cancel : InstallerReply.None;
        }
        finally
        {
            _ = NativeMethods.MsiCloseHandle(record);
        }
    }

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) =>
        upgradeCode.Length == 0 ? [] : NativeMethods.EnumRelatedProducts(upgradeCode);

    public bool IsProductInstalled(string productCode) => NativeMethods.MsiQueryProductState(productCode) is not (NativeMethods.Unknown or NativeMethods.InvalidArgument);
}
