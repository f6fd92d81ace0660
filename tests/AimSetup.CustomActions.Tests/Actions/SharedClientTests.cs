using AimSetup.CustomActions.Session;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Two products with one client: what one of them made is not removed while the other is installed, however that came to use it.</summary>
public sealed class SharedClientTests : ActionTest
{
    private const string Maker = "{11111111-1111-1111-1111-111111111111}";
    private const string Other = "{33333333-3333-3333-3333-333333333333}";
    private const string OtherNext = "{44444444-4444-4444-4444-444444444444}";
    private const string OtherUpgradeCode = "{BBBBBBBB-3333-3333-3333-333333333333}";

    private readonly HashSet<string> _installed = [];

    [Theory]
    [InlineData("1", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("0", true)]
    public void Unregister_LeavesTheClient_WhenTheOtherProductWasUpgradedWithoutASecret(string store, bool removesOldLate)
    {
        Made();
        Installed(Other, ("AIMSTORE", store));
        Upgraded(Other, OtherNext, removesOldLate);

        // The record alone has to tell it.
        WithoutTraces(OtherNext, () => AssertKept(Uninstalled()));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public void Unregister_LeavesTheClient_WhenTheRecordDoesNotTellOfTheOtherProduct(string store)
    {
        Made();
        Installed(Other, ("AIMSTORE", store));
        Forget();
        AssertKept(Uninstalled());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public void Unregister_LeavesTheClient_WhenTheOtherProductAdoptedItWithRollbackDisabled(string store)
    {
        Made();
        var planned = Plan(Product(Other, ("AIMSTORE", store), ("DISABLEROLLBACK", "1")));
        Assert.Contains("outcome=adopted", Register(planned).LastLine, StringComparison.Ordinal);
        _installed.Add(Other);
        AssertKept(Uninstalled());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Uninstall_LeavesNothingToBeTakenBack_WhenRollbackWasDisabled(bool isDisabledAtUninstall)
    {
        Installed(Other, Account);
        Folder.Write("secret.txt", "r0tated+secret");
        Emulator.State.ClearClients();
        Emulator.State.AddClient(ClientId, "r0tated+secret");
        Register(Plan(Product(Maker, ("DISABLEROLLBACK", "1"))));
        Assert.Equal("r0tated+secret", Store.Find(ClientId)!.ClientSecret.Reveal());

        var uninstall = Plan(Product(Maker, ("Installed", "1"), ("REMOVE", "ALL"), ("DISABLEROLLBACK", isDisabledAtUninstall ? "1" : "")));
        if (isDisabledAtUninstall)
            Register(uninstall);
        else
            Commit(uninstall);

        Assert.Empty(Directory.GetFiles(Folder.Combine("journal"), "*.local"));
        Upgraded(Other, OtherNext, removesOldLate: false);
        Assert.Equal("r0tated+secret", Store.Find(ClientId)!.ClientSecret.Reveal());
    }

    [Fact]
    public void Unregister_LeavesTheClient_WhenTheOtherProductUpdatedIt()
    {
        Made();
        Installed(Other, [.. Account, ("AIMEXISTING", "update"), ("AIMTOKENLIFETIME", "3600")]);
        WithoutTraces(Other, () => AssertKept(Uninstalled()));
    }

    [Fact]
    public void Unregister_RemovesTheClient_WhenTheOtherProductIsUninstalledToo()
    {
        Made();
        Installed(Other);
        Upgraded(Other, OtherNext, removesOldLate: false);
        _installed.Remove(OtherNext);
        Commit(Plan(Product(OtherNext, ("Installed", "1"), ("REMOVE", "ALL"))));
        Assert.Contains("outcome=removed", Uninstalled().LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unregister_RemovesTheClient_WhenItsMakerWasUpgradedWithoutASecretAndNobodyElseUsesIt(bool removesOldLate)
    {
        Made();
        const string next = "{22222222-2222-2222-2222-222222222222}";
        Upgraded(Maker, next, removesOldLate);
        _installed.Remove(next);
        Assert.Contains("outcome=removed", Commit(Plan(Product(next, ("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1")))).LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    private void Made() => Installed(Maker, Account);

    private void Installed(string product, params (string, string)[] properties)
    {
        var planned = Plan(Product(product, properties));
        Register(planned);
        _installed.Add(product);
        planned.InstalledProducts.Add(product);
        Commit(planned);
    }

    private void Upgraded(string old, string next, bool removesOldLate)
    {
        var planned = Plan(Product(next, ("AIMCLIENTSECRETFILE", "")));
        if (!removesOldLate)
            planned.InstalledProducts.Remove(old);
        Register(planned);
        _installed.Add(next);
        planned.InstalledProducts.Add(next);
        Commit(planned);
        _installed.Remove(old);
    }

    private FakeSession Uninstalled()
    {
        _installed.Remove(Maker);
        return Commit(Plan(Product(Maker, ("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"))));
    }

    private void AssertKept(FakeSession session)
    {
        Assert.Equal((InstallerMessage.Warning, 29021), Assert.Single(session.Reports));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    private FakeSession Product(string code, params (string, string)[] properties)
    {
        (string, string)[] of = code == Other || code == OtherNext ? [("UpgradeCode", OtherUpgradeCode), ("ProductName", "Other client")] : [];
        var session = Install([("ProductCode", code), .. of, .. properties]);
        session.InstalledProducts.UnionWith(_installed);
        return session;
    }

    private void WithoutTraces(string product, Action action)
    {
        new MarkerStore(Registry).Delete(product);
        if (Directory.Exists(Folder.Combine("clients")))
            Directory.Delete(Folder.Combine("clients"), recursive: true);
        action();
    }

    private void Forget()
    {
        var journal = new Journaling.Journal(Folder.Combine("journal"), Protector);
        var record = Assert.Single(journal.ReadAll(e => Assert.Fail(e.Text)));
        Assert.Equal([Other], record.Adopters);
        record.Adopters = [];
        journal.Write(record);
    }
}
