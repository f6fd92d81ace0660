namespace AimSetup.CustomActions.Session;

/// <summary>
/// What the actions need of Windows Installer. All members are called on the thread that runs the action. Deferred, rollback
/// and commit actions see no properties other than <see cref="CustomActionData"/>.
/// </summary>
public interface IInstallerSession
{
    /// <summary>The data that an immediate action left for this deferred, rollback or commit action; empty: none.</summary>
    string CustomActionData { get; }

    /// <summary>Reads a property; immediate actions only.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value; empty when it has none.</returns>
    string GetProperty(string name);

    /// <summary>Whether one of some properties has a value, by one question; immediate actions only.</summary>
    /// <param name="names">Their names.</param>
    /// <returns>False: all are empty. True: one is not, or it cannot be found out.</returns>
    bool IsAnySet(IReadOnlyList<string> names);

    /// <summary>Reads texts out of the database that is installed from, with its transforms; immediate actions only.</summary>
    /// <param name="query">A SELECT of one column that holds texts or numbers.</param>
    /// <returns>The text of each row; empty: there is none, or it cannot be asked, for example since the table is missing.</returns>
    IReadOnlyList<string> Query(string query);

    /// <summary>Whether a feature is there, installed or advertised, when the installation has ended; immediate actions behind CostFinalize only.</summary>
    /// <param name="feature">Its name in the Feature table.</param>
    /// <returns>False: it is absent then. True: it is there, or it cannot be found out.</returns>
    bool IsFeatureKept(string feature);

    /// <summary>Sets a property; immediate actions only.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    void SetProperty(string name, string value);

    /// <summary>Asks for a state of the session (MsiGetMode).</summary>
    /// <param name="mode">The state.</param>
    /// <returns>Whether it holds.</returns>
    bool GetMode(InstallerMode mode);

    /// <summary>Sends a message.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="fields">
    /// The fields of the record from field 1 on. For <see cref="InstallerMessage.Error"/> and <see cref="InstallerMessage.Warning"/>
    /// field 1 is the number of a row of the Error table; for the others the host shows field 1 as it is.
    /// </param>
    /// <returns>The answer.</returns>
    InstallerReply Message(InstallerMessage kind, params string[] fields);

    /// <summary>The products that are installed and share an upgrade code, whatever their version.</summary>
    /// <param name="upgradeCode">The UpgradeCode, a GUID in braces; empty: none are found.</param>
    /// <returns>Their product codes.</returns>
    IReadOnlyList<string> FindRelatedProducts(string upgradeCode);

    /// <summary>Whether a product is installed on this machine.</summary>
    /// <param name="productCode">The ProductCode, a GUID in braces.</param>
    /// <returns>Whether it is.</returns>
    bool IsProductInstalled(string productCode);
}
