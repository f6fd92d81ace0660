namespace AimSetup.InstallTests;

/// <summary>Changes of an installed product in which the states of its features decide.</summary>
public sealed class ChangeTests : InstallScenario
{
    [InstallerFact]
    public async Task Uninstall_IsWhole_WhenTheOnlyFeatureIsRemoved()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        await InstallAsync(new(("REMOVE", "Main"), ("AIMUNREGISTER", "1")), Ending.Removed);

        AssertNotInstalled();
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
        Assert.Empty(Machine.JournalFiles);
        Assert.Empty(Aim.Clients);
    }
}
