namespace AimSetup.Errors;

/// <content>Messages of the registrars that work through Windows PowerShell.</content>
public static partial class AimErrors
{
    /// <summary>29026: the client could not be removed, and was disabled instead.</summary>
    public static AimErrorDefinition DisabledInstead { get; } = new(29026, nameof(DisabledInstead),
        "The client '{0}' at {1} could not be removed, since the cmdlets of AVEVA Identity Manager there offer no removal; {2}. It stays in AVEVA Identity Manager and its ID is taken: remove it there by hand, or use another AIMCLIENTID next time.");

    /// <summary>29027: the registrar cannot take anything back.</summary>
    public static AimErrorDefinition RegistrarCannotRemove { get; } = new(29027, nameof(RegistrarCannotRemove),
        "The client '{0}' may stay registered at {1}: {2}. The journal entry {3} is kept. Remove the client in AVEVA Identity Manager by hand; then 'aimsetup recover --forget' with the name of that entry ends it.");

    /// <summary>29028: there is no Windows PowerShell, or it cannot be started.</summary>
    public static AimErrorDefinition PowerShellUnusable { get; } = new(29028, nameof(PowerShellUnusable),
        "Windows PowerShell cannot be used on this machine: {0}. The registrars pcs and script need it. Repair it, use another AIMREGISTRAR, or register the client ID with the vendor's tool.");

    /// <summary>29029: PowerShell was started and gave no answer that can be used.</summary>
    public static AimErrorDefinition PowerShellNoAnswer { get; } = new(29029, nameof(PowerShellNoAnswer),
        "Windows PowerShell was asked to work on '{0}' at {1} and gave no usable answer: {2}. Check in the Windows event log whether a policy or a virus scanner stopped powershell.exe (it needs the full language mode), then run the installation again.");

    /// <summary>29032: the cmdlets of AVEVA Identity Manager are not where they were looked for.</summary>
    public static AimErrorDefinition CmdletsMissing { get; } = new(29032, nameof(CmdletsMissing),
        "The PowerShell cmdlets of AVEVA Identity Manager cannot be used for {0}: {1}. Do it on the System Management Server, or let AIMSERVER name it, allow PowerShell remoting there and give AIMUSER; or register the client ID with the vendor's tool.");

    /// <summary>29033: no PowerShell remoting connection.</summary>
    public static AimErrorDefinition RemotingUnreachable { get; } = new(29033, nameof(RemotingUnreachable),
        "PowerShell remoting to {0} by {1} cannot be reached: {2}. Check on that machine that WinRM runs and listens (winrm enumerate winrm/config/listener) and the firewall; AIMREMOTING=http uses port 5985 instead of 5986.");

    /// <summary>29034: remoting works, but not for this account.</summary>
    public static AimErrorDefinition RemotingDenied { get; } = new(29034, nameof(RemotingDenied),
        "PowerShell remoting to {0} is denied to {1}: {2}. Check AIMUSER and AIMPASSWORD; the account must be an administrator of that machine or in its group Remote Management Users. Nothing was changed.");

    /// <summary>29035: a cmdlet failed.</summary>
    public static AimErrorDefinition CmdletFailed { get; } = new(29035, nameof(CmdletFailed),
        "{0} failed for '{1}' at {2}: {3}. Check AIMSERVER, AIMCLIENTID, AIMSCOPES and AIMTOKENLIFETIME, and try the cmdlet by hand on the System Management Server.");

    /// <summary>29036: the script of the MES media cannot be used.</summary>
    public static AimErrorDefinition ScriptUnusable { get; } = new(29036, nameof(ScriptUnusable),
        "The script {0} cannot be used: {1}. Let AIMSCRIPT name RegisterAIMServiceClient.ps1 in a folder that only administrators can write to, on the disk of Windows, or use another AIMREGISTRAR. Nothing was changed.");

    /// <summary>29037: the script asked something that AimSetup has no answer for.</summary>
    public static AimErrorDefinition ScriptAskedMore { get; } = new(29037, nameof(ScriptAskedMore),
        "The script {0} asked '{1}', which is not one of its documented questions, so it was ended. Check that client ID in AVEVA Identity Manager, and register it with the vendor's tool. Please report the question to the maker of this package.");

    /// <summary>29077: AIMEXISTING=fail, and a registrar that cannot look whether a client is registered.</summary>
    public static AimErrorDefinition CannotLook { get; } = new(29077, nameof(CannotLook),
        "AIMEXISTING=fail cannot be kept for the client ID '{0}' at {1}: the registrar {2} cannot look whether it is registered. Nothing was changed. Use another AIMREGISTRAR or, where that ID is certain to be new, leave AIMEXISTING out.");

    /// <summary>29038: the script ended with an error.</summary>
    public static AimErrorDefinition ScriptFailed { get; } = new(29038, nameof(ScriptFailed),
        "The script {0} ended with an error: {1}. Check that client ID in AVEVA Identity Manager, and run the script by hand to see more.");
}
