namespace AimSetup.Cli.Injecting;

/// <summary>
/// The order that the Windows Installer reference suggests for InstallExecuteSequence ("Suggested InstallExecuteSequence").
/// RemoveExistingProducts, InstallExecute and the like have no fixed place and are not in it.
/// </summary>
public static class StandardSequence
{
    /// <summary>The standard actions in the suggested order.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "LaunchConditions", "FindRelatedProducts", "AppSearch", "CCPSearch", "RMCCPSearch", "ValidateProductID",
        "CostInitialize", "FileCost", "IsolateComponents", "CostFinalize", "SetODBCFolders", "MigrateFeatureStates",
        "InstallValidate", "InstallInitialize", "AllocateRegistrySpace", "ProcessComponents", "UnpublishComponents",
        "MsiUnpublishAssemblies", "UnpublishFeatures", "StopServices", "DeleteServices", "UnregisterComPlus",
        "SelfUnregModules", "UnregisterTypeLibraries", "RemoveODBC", "UnregisterFonts", "RemoveRegistryValues",
        "UnregisterClassInfo", "UnregisterExtensionInfo", "UnregisterProgIdInfo", "UnregisterMIMEInfo",
        "RemoveIniValues", "RemoveShortcuts", "RemoveEnvironmentStrings", "RemoveDuplicateFiles", "RemoveFiles",
        "RemoveFolders", "CreateFolders", "MoveFiles", "InstallFiles", "PatchFiles", "DuplicateFiles", "BindImage",
        "CreateShortcuts", "RegisterClassInfo", "RegisterExtensionInfo", "RegisterProgIdInfo", "RegisterMIMEInfo",
        "WriteRegistryValues", "WriteIniValues", "WriteEnvironmentStrings", "RegisterFonts", "InstallODBC",
        "RegisterTypeLibraries", "SelfRegModules", "RegisterComPlus", "InstallServices", "MsiConfigureServices",
        "StartServices", "RegisterUser", "RegisterProduct", "PublishComponents", "MsiPublishAssemblies",
        "PublishFeatures", "PublishProduct", "InstallFinalize",
    ];

    /// <summary>The actions that may stand before another one's suggested place, the closest first.</summary>
    /// <param name="action">A standard action.</param>
    /// <returns>The action itself and those before it.</returns>
    public static IReadOnlySet<string> UpTo(string action) =>
        Order.Take(Order.ToList().IndexOf(action) + 1).ToHashSet(StringComparer.Ordinal);

    /// <summary>The actions from another one on.</summary>
    /// <param name="action">A standard action.</param>
    /// <returns>The action itself and those after it.</returns>
    public static IReadOnlySet<string> From(string action) =>
        Order.Skip(Order.ToList().IndexOf(action)).ToHashSet(StringComparer.Ordinal);
}
