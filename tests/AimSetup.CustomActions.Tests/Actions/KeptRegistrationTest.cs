using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>A product that is installed, and what comes to it without a client secret.</summary>
public abstract class KeptRegistrationTest : ActionTest
{
    private protected const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private protected const string NewVersion = "{22222222-2222-2222-2222-222222222222}";

    private protected void AssertWarned(FakeSession session, AimErrorDefinition error)
    {
        Assert.Equal((InstallerMessage.Warning, error.Number), Assert.Single(session.Reports));
        Assert.Equal((EventKind.Warning, error.Number), Events.Entries.Select(e => (e.Kind, e.Number)).Last());
    }

    private protected FakeSession Repair(params (string, string)[] properties)
    {
        var session = Install([("AIMCLIENTSECRETFILE", ""), ("Installed", "1"), ("REINSTALL", "ALL"), ("ProductVersion", "1.0.0"), .. properties]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private protected FakeSession Upgrade(params (string, string)[] properties)
    {
        var session = Install([("AIMCLIENTSECRETFILE", ""), ("ProductCode", NewVersion), ("ProductVersion", "2.0.0"), .. properties]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private protected void Installed(params (string, string)[] properties)
    {
        var planned = Plan(Install([.. Account, ("ProductVersion", "1.0.0"), .. properties]));
        Register(planned);
        Commit(planned);
    }
}
