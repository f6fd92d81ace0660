using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Registration.PowerShell;

/// <summary>The numbered messages for what the script of the registrar <c>pcs</c> reports.</summary>
internal static class PcsErrors
{
    public static AimException From(PowerShellAnswer answer, PcsTarget target, string clientId, bool changes, params Secret?[] secrets)
    {
        var text = Text(answer, secrets);
        // A session can break in other ways than those of the transport, and what runs in it tells of its own failures: so
        // whatever goes wrong around it may have come after the change, unless there was no session.
        var lost = answer is { Kind: "remoting-unreachable" } or { What: "PowerShell", Kind: not "remoting-denied" };
        return new AimException(Error(answer, target, clientId, text)) { MayHaveTakenEffect = (lost && changes) || answer.IsUncertain == true };
    }

    /// <summary>Whether name or password is wrong, as far as WinRM says: an access that is denied can have another reason.</summary>
    public static bool IsLogonFailure(PowerShellAnswer answer) => answer is { Kind: "remoting-denied", Id: { } id }
        && (id.StartsWith("LogonFailure", StringComparison.OrdinalIgnoreCase) || id.StartsWith("1326", StringComparison.Ordinal));

    private static AimError Error(PowerShellAnswer answer, PcsTarget target, string clientId, string text) => answer.Kind switch
    {
        "cmdlets-missing" => AimErrors.CmdletsMissing.With(target.Server, answer.IsRemote ? $"{text} (asked through remoting)" : text),
        "remoting-unreachable" => AimErrors.RemotingUnreachable.With(target.Computer, target.RemotingName, text),
        "remoting-denied" => AimErrors.RemotingDenied.With(target.Computer, target.Account, text),
        "not-permitted" when TakesAccount(answer) => AimErrors.AccountNotPermitted.With("The account " + target.Account, target.Server, text),
        "not-permitted" => AimErrors.AccountNotPermitted.With("The account that this process runs as", target.Server, text + WayOut),
        "cmdlet-failed" => AimErrors.CmdletFailed.With(
            answer.What is "Add" or "Get" or "Update" or "Remove" ? answer.What + "-IdentityManagerClient" : "PowerShell", clientId, target.Server, text),
        _ => AimErrors.PowerShellNoAnswer.With(clientId, target.Server, text),
    };

    // The class name of the error is not translated, so it helps more than the text in a foreign log.
    public static string Text(PowerShellAnswer answer, params Secret?[] secrets)
    {
        var text = ServerText.Clean(answer.Message ?? "", secrets).TrimEnd('.');
        var id = ServerText.Clean(answer.Id ?? "", secrets);
        return text.Length == 0 ? "it gave no reason" : id.Length == 0 ? text : $"{text} ({id})";
    }

    // No property helps: the elevated actions are SYSTEM.
    private const string WayOut = "; the cmdlets on this machine take no account, so that AIMUSER is not used, and an installation runs them as SYSTEM:"
        + " run aimsetup on this machine in an elevated prompt of an AIM administrator ('aimsetup register': installations use that client as it is then; 'aimsetup unregister'), or install from another machine, by PowerShell remoting";

    private static bool TakesAccount(PowerShellAnswer answer) => answer.IsRemote || answer.Can is { Account: true };
}
