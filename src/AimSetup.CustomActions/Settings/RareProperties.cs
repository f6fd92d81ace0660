namespace AimSetup.CustomActions.Settings;

/// <summary>The properties that AimPlan reads and that have no value in most installs.</summary>
internal static class RareProperties
{
    /// <summary>Their names; those that are given together stand together.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "REMOVE", "Installed", "MSINEWINSTANCE", "RollbackDisabled", "DISABLEROLLBACK", "PROMPTROLLBACKCOST",
        "AIMCHECK", "AIMSKIP", "AIMUNREGISTER", "AIMFILE", "AIMGENERATESECRET", "AIMCLIENTSECRET",
        "AIMUSER", "AIMPASSWORDFILE", "AIMPASSWORD", "AIMINITIALACCESSTOKEN", "AIMREGISTRAR", "AIMREMOTING", "AIMRESTARTSERVICE", "AIMSCRIPT",
        "AIMEXISTING", "AIMTOKENLIFETIME", "AIMSCOPES", "AIMTIMEOUT", "AIMTHUMBPRINT", "AIMTOKENSERVER", "AIMSTORE", "AIMREADERS", "AIMMES",
    ];
}
