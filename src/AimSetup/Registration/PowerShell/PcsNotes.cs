namespace AimSetup.Registration.PowerShell;

/// <summary>What an administrator should know before the cmdlets are used.</summary>
internal static class PcsNotes
{
    public static IEnumerable<string> Of(PcsCan can, PowerShellAnswer answer, PcsTarget target, RegistrarOptions options)
    {
        yield return answer.IsRemote
            ? $"the cmdlets run on {answer.Machine} through PowerShell remoting ({target.RemotingName}), as {target.Account}"
            : $"the cmdlets run on this machine{(can.Account && target.HasAccount ? $", as {target.Account}" : "")}";
        if (!answer.IsRemote && target.HasAccount && !can.Account)
            yield return "AIMUSER is not used: these cmdlets take no account, and run as whoever runs the action (SYSTEM during an installation)";
        if (Undo(can.Removal) is { } undo)
            yield return $"the registrar pcs cannot remove here: an undo {undo}";
        if (!can.Mark)
            yield return "clients cannot be marked here: if the answer to a registration is lost, an undo leaves the client alone";
        if (options.RestartService)
            yield return "the service of AVEVA Identity Manager is restarted after a change: for that time nobody gets tokens";
    }

    private static string? Undo(RemovalEffect removal) => removal switch
    {
        RemovalEffect.Removed => null,
        RemovalEffect.DisabledAndSecretReplaced => "disables the client and replaces its secret",
        RemovalEffect.Disabled => "disables the client",
        RemovalEffect.SecretReplaced => "replaces the client's secret",
        _ => "leaves the client as it is",
    };
}
