namespace AimSetup.Emulator;

/// <summary>
/// Where the emulator's PowerShell files are, and what they are told by environment variables. They are the emulator's own and
/// not copies of AVEVA's.
/// </summary>
public static class EmulatorPowerShell
{
    /// <summary>The address that the script talks to; the cmdlets get it by <c>-HostBase</c>.</summary>
    public const string HostBaseVariable = "AIM_EMULATOR_HOSTBASE";

    /// <summary>The file of the root certificate to trust; without it the machine decides.</summary>
    public const string RootVariable = "AIM_EMULATOR_ROOT";

    /// <summary>The account, <c>domain\user</c>, that the cmdlets act for; without it the default administrator.</summary>
    public const string UserVariable = "AIM_EMULATOR_USER";

    /// <summary>The file whose first line is that account's password.</summary>
    public const string PasswordFileVariable = "AIM_EMULATOR_PASSWORDFILE";

    /// <summary>1: the module has no removal cmdlet.</summary>
    public const string NoRemoveVariable = "AIM_EMULATOR_NO_REMOVE";

    /// <summary>1: the cmdlets have no Description parameter.</summary>
    public const string NoDescriptionVariable = "AIM_EMULATOR_NO_DESCRIPTION";

    /// <summary>How the script asks: <c>ReadHost</c> (the default), <c>SecureString</c>, <c>Credential</c> or <c>Undocumented</c>.</summary>
    public const string AskVariable = "AIM_EMULATOR_ASK";

    /// <summary>The folder to put into PSModulePath, so that the module is found by its name.</summary>
    public static string ModuleFolder { get; } = Path.Combine(AppContext.BaseDirectory, "powershell");

    /// <summary>The manifest of the module.</summary>
    public static string Module { get; } = Path.Combine(ModuleFolder, "IdentityManager", "IdentityManager.psd1");

    /// <summary>The script, which asks its questions one by one.</summary>
    public static string Script { get; } = Path.Combine(ModuleFolder, "RegisterAIMServiceClient.ps1");

    /// <summary>The same script with the questions as mandatory parameters.</summary>
    public static string ScriptWithParameters { get; } = Path.Combine(ModuleFolder, "WithParameters", "RegisterAIMServiceClient.ps1");
}
