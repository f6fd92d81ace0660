using System.Globalization;
using AimSetup.CustomActions.Session;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf;

/// <summary>The session of a custom action over DTF.</summary>
internal sealed class DtfSession(DtfHandle session) : IInstallerSession
{
    // All users; only administrators may ask.
    private const string Everyone = "s-1-1-0";

    // Session.CustomActionData is something else: it takes the text apart at every semicolon.
    public string CustomActionData => session["CustomActionData"];

    public string GetProperty(string name) => session[name];

    public bool IsAnySet(IReadOnlyList<string> names)
    {
        try
        {
            return session.EvaluateCondition(PropertyCondition.IsAnySet(names));
        }
        catch (Exception e) when (e is InvalidOperationException or InstallerException)
        {
            // Then each is asked for.
            return true;
        }
    }

    public IReadOnlyList<string> Query(string query)
    {
        try
        {
            return [.. session.Database.ExecuteStringQuery(query)];
        }
        catch (InstallerException)
        {
            return [];
        }
    }

    public bool IsFeatureKept(string feature)
    {
        try
        {
            var info = session.Features[feature];
            return FeatureStates.IsKept((int)info.CurrentState, (int)info.RequestState);
        }
        catch (Exception e) when (e is InstallerException or ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    public void SetProperty(string name, string value) => session[name] = value;

    public bool GetMode(InstallerMode mode) => session.GetMode((InstallRunMode)mode);

    /// <inheritdoc/>
    public InstallerReply Message(InstallerMessage kind, params string[] fields)
    {
        // Session.Log would take the text itself for the format, and expand what is in brackets.
        using var record = new Record(fields.Length);
        if (kind is InstallerMessage.Info or InstallerMessage.ActionData)
            record.FormatString = "[1]";
        for (var i = 0; i < fields.Length; i++)
        {
            if ((i == 0 || kind == InstallerMessage.Progress) && int.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                record.SetInteger(i + 1, number);
            else
                record.SetString(i + 1, fields[i]);
        }
        try
        {
            return session.Message((InstallMessage)kind, record) == MessageResult.Cancel ? InstallerReply.Cancel : InstallerReply.None;
        }
        catch (InstallCanceledException)
        {
            return InstallerReply.Cancel;
        }
        catch (InstallerException)
        {
            // A message that nobody takes must not stop what it is about.
            return InstallerReply.None;
        }
    }

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode)
    {
        if (upgradeCode.Length == 0)
            return [];
        try
        {
            return [.. ProductInstallation.GetRelatedProducts(upgradeCode).Select(p => p.ProductCode)];
        }
        catch (Exception e) when (e is InstallerException or ArgumentException)
        {
            return [];
        }
    }

    public bool IsProductInstalled(string productCode)
    {
        if (productCode.Length == 0)
            return false;
        var product = new ProductInstallation(productCode);
        return product.IsInstalled || product.IsAdvertised || IsInstalledForOthers(productCode);
    }

    private static bool IsInstalledForOthers(string productCode)
    {
        try
        {
            return ProductInstallation.GetProducts(productCode, Everyone, UserContexts.All).Any();
        }
        catch (Exception e) when (e is InstallerException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
