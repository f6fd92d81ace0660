namespace AimSetup.InstallTests;

/// <summary>AIMCHECK and AIMSKIP.</summary>
public sealed class CheckTests : InstallScenario
{
    [InstallerFact]
    public async Task Check_ChangesNothing_WhenClientWouldBeRegistered()
    {
        var run = await InstallAsync(FullProperties().With("AIMCHECK", "1"), Ending.Skipped);

        Assert.Contains(run.Lines, l => l.StartsWith($"AimSetup: plan=create client={ClientId} ", StringComparison.Ordinal));
        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.JournalFiles);

        // Windows Installer ends the sequence, with success, when an action returns 259 (ERROR_NO_MORE_ITEMS); Wine goes on.
        if (OperatingSystem.IsWindows())
            AssertNotInstalled();
    }

    [InstallerFact]
    public async Task Check_Fails_WhenThePlanIsARefusal() =>
        await FailWithoutTraceAsync(ClientProperties().With("AIMCHECK", "1"), Ending.Refused(AimErrors.CredentialsRequired));

    [InstallerFact]
    public async Task Skip_AsksAimNothing_WhenItIsSet()
    {
        // The condition of AimPlan keeps Windows Installer from calling AimSetup at all, so there is no line either.
        await InstallAsync(new(("AIMSKIP", "1")));

        AssertInstalled();
        Assert.Empty(Aim.Requests);
    }
}
