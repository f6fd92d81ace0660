using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Minor upgrades and patches: to Windows Installer they are repairs, with another version of the product.</summary>
public sealed class MinorUpgradeTests : ActionTest
{
    private const string Product = "{11111111-1111-1111-1111-111111111111}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repair_BringsTheMarkerToItsVersion_WhenItHasNoSecret(bool succeeds)
    {
        Installed();
        var file = File.ReadAllBytes(CredentialFiles.Single());
        var session = Install(("AIMCLIENTSECRETFILE", ""), ("Installed", "1"), ("REINSTALL", "ALL"), ("ProductVersion", "1.0.1"));
        session.InstalledProducts.Add(Product);
        Register(Plan(session));
        if (succeeds)
            Commit(session);
        else
            Rollback(session);

        var marker = new MarkerStore(Registry).Find(Product)!;
        Assert.Equal((succeeds ? "1.0.1" : "1.0.0", "created", ClientId), (marker.ProductVersion, marker.Outcome, marker.ClientId));
        Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        Assert.DoesNotContain(JournalFiles, f => f.EndsWith(".local", StringComparison.Ordinal));
    }

    // The version is the package's, whoever repairs: patches are applied with the rights of ordinary users too.
    [Theory]
    [InlineData("1.0.0", true, false)]
    [InlineData("1.0.1", true, true)]
    [InlineData("1.0.1", false, true)]
    [InlineData("1.0.1", false, true, true)]
    public void Plan_HandsTheMarkerOn_WhenItsVersionIsAnother(string version, bool isAdministrator, bool expected, bool withSecret = false)
    {
        Installed();
        var session = Install(("AIMCLIENTSECRETFILE", withSecret ? Folder.Combine("secret.txt") : ""), ("Installed", "1"), ("REINSTALL", "ALL"), ("ProductVersion", version));
        var machine = new ActionEnvironment { Protector = Protector, JournalFolder = Folder.Combine("journal"), Registry = Registry, IsAdministrator = () => isAdministrator };
        Assert.Equal(ActionResult.Success, AimActions.Plan(session, machine));
        Assert.All(InstallerModel.Actions.Where(a => a != InstallerModel.Plan), a => Assert.Equal(expected, session.GetProperty(a.Name).Length > 0));
    }

    private void Installed()
    {
        var planned = Plan(Install([.. Account, ("ProductVersion", "1.0.0")]));
        Register(planned);
        Commit(planned);
    }
}
