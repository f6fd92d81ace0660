using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.PowerShell;

internal static partial class PowerShellLog
{
    [LoggerMessage(20, LogLevel.Information, "Identity Manager cmdlets on {Machine} ({Place}): {Operation} of '{ClientId}': {Done}")]
    public static partial void Done(ILogger logger, string machine, string place, string operation, string clientId, string done);

    [LoggerMessage(21, LogLevel.Warning, "Add-IdentityManagerClient on {Machine} has no parameter {Parameters}; what it would have set is as that server has it by default.")]
    public static partial void Unset(ILogger logger, string machine, string parameters);

    [LoggerMessage(22, LogLevel.Information, "After the change {What}.")]
    public static partial void Restarted(ILogger logger, string what);

    [LoggerMessage(23, LogLevel.Information, "{Script} ran for '{ClientId}'; it said: {Text}")]
    public static partial void ScriptRan(ILogger logger, string script, string clientId, string text);
}
