using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.Transactions;
using AimSetup.Windows;

namespace AimSetup.Tests.Transactions;

/// <summary>Who uses a registration, and what becomes of it when one of them goes.</summary>
public sealed class RegistrationUsersTests : RegistrationRecordsTest
{
    [Fact]
    public async Task Uninstall_RemovesTheRegistration_WhenANewVersionTookItOver()
    {
        await InstalledAsync();
        await UninstallAsync(Product, remove: false);
        Adopt(NewVersion);
        Assert.Equal(Outcome.Removed, Assert.Single(await UninstallAsync(NewVersion, remove: true)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenAnotherInstalledProductUsesIt()
    {
        await InstalledAsync();
        Adopt(OtherProduct);
        var left = Assert.Single(await UninstallAsync(Product, remove: true));
        Assert.Equal(AimErrors.NotOurs, left.Error!.Definition);
        Assert.Contains(OtherProduct.ProductCode, left.Error.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Uninstall_RemovesTheRegistration_WhenTheOtherProductIsGone()
    {
        await InstalledAsync();
        Adopt(OtherProduct);
        Installed.Remove(OtherProduct.ProductCode);
        Assert.Equal(Outcome.Removed, Assert.Single(await UninstallAsync(Product, remove: true)).Outcome);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenAnInstanceBesideItMadeIt()
    {
        await InstalledAsync();
        Adopt(NewVersion);
        Assert.Equal(AimErrors.NotOurs, Assert.Single(await UninstallAsync(NewVersion, remove: true)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal(Outcome.Removed, Assert.Single(await UninstallAsync(Product, remove: true)).Outcome);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenTheProductOnlyAdoptedIt()
    {
        await InstalledAsync();
        Adopt(OtherProduct);
        Assert.Equal(AimErrors.NotOurs, Assert.Single(await UninstallAsync(OtherProduct, remove: true)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Empty(Assert.Single(Journal.ReadAll(e => Assert.Fail(e.Text))).Adopters);
    }

    [Fact]
    public async Task Adopt_LeavesTheRecordAsItIs_WhenItSaysSoAlready()
    {
        await InstalledAsync();
        var file = Assert.Single(JournalFiles);
        var before = await File.ReadAllBytesAsync(file);

        Adopt(Product);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));

        Adopt(OtherProduct);
        var adopted = await File.ReadAllBytesAsync(file);
        Assert.NotEqual(before, adopted);

        Adopt(OtherProduct);
        Assert.Equal(adopted, await File.ReadAllBytesAsync(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_LeavesTheRegistration_WhenOnlyTheMarkerTellsOfAnInstalledProduct(bool isInstalled)
    {
        await InstalledAsync();
        Installed.Clear();
        if (isInstalled)
            Installed.Add(OtherProduct.ProductCode);
        Mark(OtherProduct, ClientId);
        var record = Records.Find(Server.ToString(), ClientId, e => Assert.Fail(e.Text))!;
        Assert.Equal(isInstalled ? [OtherProduct.Name] : [], Records.UsersOf(record));

        var result = await Records.RemoveAsync(record, _ => Connect(), (_, http) => Registrars(http, null));

        Assert.Equal(isInstalled ? AimErrors.NotRegisteredFromHere : null, result.Error?.Definition);
        Assert.Equal(isInstalled ? 1 : 0, Emulator.State.Clients.Count);
    }

    [Fact]
    public async Task Uninstall_RemovesTheRegistration_WhenTheMarkerOfTheOtherProductIsOfAnotherClient()
    {
        await InstalledAsync();
        Installed.Add(OtherProduct.ProductCode);
        Mark(OtherProduct, "another-client");
        Assert.Equal(Outcome.Removed, Assert.Single(await UninstallAsync(Product, remove: true)).Outcome);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenTheOtherProductKnowsTheServerByAnotherName()
    {
        await InstalledAsync();
        Installed.Add(OtherProduct.ProductCode);
        Mark(OtherProduct, ClientId, "https://aim.plant.example/identitymanager");
        var error = Assert.Single(await UninstallAsync(Product, remove: true)).Error!;
        Assert.Equal(AimErrors.NotOurs, error.Definition);
        Assert.Contains($"{OtherProduct.Name} (at https://aim.plant.example/identitymanager)", error.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenTheMarkersCannotBeRead()
    {
        await InstalledAsync();
        Markers = new MarkerStore(new ClosedRegistry());
        Assert.Equal(AimErrors.NotOurs, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task HandOn_MovesTheRecordToTheNewVersion_WhenTheOldOneIsGone()
    {
        await InstalledAsync();
        Installed.Remove(Product.ProductCode);
        HandOn(NewVersion);
        Assert.Equal([NewVersion.Name], Records.UsersOf(Assert.Single(Journal.ReadAll(e => Assert.Fail(e.Text)))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HandOn_MakesARecordOfWhatAFailedRunMade_WhenItIsOfTheSameVersionAndClient(bool isSame)
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        HandOn(isSame ? Product : OtherProduct);
        Assert.Equal(isSame ? JournalPhase.Committed : JournalPhase.Verified, Journal.Find(entry.Transaction)!.Phase);
    }

    private sealed class ClosedRegistry : IMachineRegistry
    {
        public IReadOnlyDictionary<string, string>? Read(string key) => throw new UnauthorizedAccessException("closed");

        public void Write(string key, IReadOnlyDictionary<string, string> values) => throw new UnauthorizedAccessException("closed");

        public void Delete(string key) => throw new UnauthorizedAccessException("closed");

        public IReadOnlyList<string> Children(string key) => throw new UnauthorizedAccessException("closed");
    }
}
