using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Two instances of one package on a machine, by instance transforms with one UpgradeCode: each has a client of its own.</summary>
public sealed class InstanceTests : ActionTest
{
    private const string First = "{11111111-1111-1111-1111-111111111111}";
    private const string Second = "{22222222-2222-2222-2222-222222222222}";

    [Fact]
    public void Install_RegistersAClientOfItsOwn_WhenTheInstanceIsNew()
    {
        Installed();
        var session = Plan(NewInstance([("AIMCLIENTID", "line8-client"), ("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1"), .. Account]));
        Register(session);
        session.InstalledProducts.Add(Second);
        Commit(session);

        Assert.Equal([ClientId, "line8-client"], Emulator.State.Clients.Select(c => c.ClientId).Order());
        Assert.Equal([(First, ClientId), (Second, "line8-client")], new MarkerStore(Registry).ReadAll().Select(m => (m.Product.ProductCode, m.ClientId)).Order());
        Assert.Equal([First], Store.Find(ClientId)!.Users.Select(u => u.Product.ProductCode));
        Assert.Equal([Second], Store.Find("line8-client")!.Users.Select(u => u.Product.ProductCode));
    }

    [Fact]
    public void Install_IsRefused_WhenANewInstanceIsGivenNoSecret()
    {
        Installed();
        var session = Plan(NewInstance(("AIMCLIENTID", "line8-client"), ("AIMCLIENTSECRETFILE", "")), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.InvalidSettings.Number), Assert.Single(session.Reports));
    }

    private void Installed()
    {
        var planned = Plan(Install([("ProductCode", First), .. Account]));
        Register(planned);
        planned.InstalledProducts.Add(First);
        Commit(planned);
    }

    private FakeSession NewInstance(params (string, string)[] properties)
    {
        var session = Install([("ProductCode", Second), ("MSINEWINSTANCE", "1"), .. properties]);
        session.InstalledProducts.Add(First);
        session.UpgradeRows.Add((session.GetProperty("UpgradeCode"), "OLDERFOUND", 256));
        return session;
    }
}
