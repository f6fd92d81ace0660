namespace AimSetup.CustomActions.Settings;

/// <summary>A member of a response file.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="Property">The property that it stands for.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ResponseFileMember(string Name, string Property, ResponseFileKind Kind)
{
    /// <summary>All members. Secrets have none: such a file lies in a repository.</summary>
    public static IReadOnlyList<ResponseFileMember> All { get; } =
    [
        new("server", "AIMSERVER", ResponseFileKind.Text),
        new("tokenServer", "AIMTOKENSERVER", ResponseFileKind.Text),
        new("clientId", "AIMCLIENTID", ResponseFileKind.Text),
        new("clientSecretFile", "AIMCLIENTSECRETFILE", ResponseFileKind.Path),
        new("generateSecret", "AIMGENERATESECRET", ResponseFileKind.Flag),
        new("user", "AIMUSER", ResponseFileKind.Text),
        new("passwordFile", "AIMPASSWORDFILE", ResponseFileKind.Path),
        new("tokenLifetime", "AIMTOKENLIFETIME", ResponseFileKind.Number),
        new("scopes", "AIMSCOPES", ResponseFileKind.List),
        new("registrar", "AIMREGISTRAR", ResponseFileKind.Text),
        new("remoting", "AIMREMOTING", ResponseFileKind.Text),
        new("restartService", "AIMRESTARTSERVICE", ResponseFileKind.Flag),
        new("script", "AIMSCRIPT", ResponseFileKind.Path),
        new("existing", "AIMEXISTING", ResponseFileKind.Text),
        new("unregister", "AIMUNREGISTER", ResponseFileKind.Flag),
        new("timeout", "AIMTIMEOUT", ResponseFileKind.Number),
        new("caFile", "AIMCAFILE", ResponseFileKind.Path),
        new("thumbprint", "AIMTHUMBPRINT", ResponseFileKind.Text),
        new("store", "AIMSTORE", ResponseFileKind.Flag),
        new("readers", "AIMREADERS", ResponseFileKind.Text),
        new("mes", "AIMMES", ResponseFileKind.Text),
    ];
}
