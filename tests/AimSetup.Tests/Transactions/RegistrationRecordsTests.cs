using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.TestSupport.Windows;
using AimSetup.Transactions;
using AimSetup.Windows;

namespace AimSetup.Tests.Transactions;

public sealed class RegistrationRecordsTests : TransactionTest
{
    private static readonly ProductIdentity NewVersion = Product with { ProductCode = "{22222222-2222-2222-2222-222222222222}" };
    private static readonly ProductIdentity OtherProduct = new("{33333333-3333-3333-3333-333333333333}", "{BBBBBBBB-3333-3333-3333-333333333333}", "Other client");
    private readonly HashSet<string> _installed = [];
    private MarkerStore _markers = new(new FakeRegistry());

    [Fact]
    public async Task Uninstall_RemovesTheRegistration_WhenAskedTo()
    {
        await InstalledAsync();
        var result = Assert.Single(await UninstallAsync(Product, remove: true));
        Assert.Equal(Outcome.Removed, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Uninstall_LeavesRegistrationAndRecord_WhenNotAskedTo()
    {
        await InstalledAsync();
        Assert.Empty(await UninstallAsync(Product, remove: false));
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

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
        _installed.Remove(OtherProduct.ProductCode);
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

    [Fact]
    public async Task Uninstall_KeepsTheRecord_WhenTheServerFails()
    {
        await InstalledAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error });
        Assert.Equal(AimErrors.RemovalFailed, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);
        Assert.Single(JournalFiles);
    }

    [Theory]
    [InlineData(400, JournalPhase.Committed)]
    [InlineData(500, JournalPhase.RollingBack)]
    public async Task Uninstall_LeavesTheRemovalUnfinished_WhenItMayHaveHappened(int status, JournalPhase expected)
    {
        await InstalledAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = status });
        Assert.Equal(AimErrors.RemovalFailed, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);
        var record = Records.Find(Server.ToString(), ClientId, e => Assert.Fail(e.Text))!;
        Assert.Equal(expected, record.Phase);

        Emulator.State.Faults.Clear();
        Assert.Equal(Outcome.Removed, (await Records.RemoveAsync(record, _ => Connect(), (_, http) => Registrars(http, null))).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRecordAsItWas_WhenTheLookBeforeTheRemovalIsLost()
    {
        await InstalledAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.DropBefore });

        Assert.Equal(AimErrors.RemovalFailed, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);

        Assert.Equal(JournalPhase.Committed, Records.Find(Server.ToString(), ClientId, e => Assert.Fail(e.Text))!.Phase);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRemovalUnfinished_WhenItsAnswerIsLostAndALaterOneIsARefusal()
    {
        await InstalledAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.DropAfter, Times = 1 });
        using var http = Connect();
        var records = new RegistrationRecords(Journal, _installed.Contains);
        var (_, result) = Assert.Single(await records.UninstallAsync(Product, true, _ => http, (_, client) => Registrars(client, null), e => Assert.Fail(e.Text)));
        Assert.Equal(AimErrors.RemovalFailed, result.Error?.Definition);
        Assert.Empty(Emulator.State.Clients);
        Assert.Equal(JournalPhase.RollingBack, Journal.Find(Assert.Single(JournalFiles) is { } file ? Path.GetFileNameWithoutExtension(file) : "")!.Phase);
    }

    [Fact]
    public async Task Remove_LeavesToRecoveryWhatAFailedInstallLeft_WhenItIsRefused()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var left = Journal.Find(entry.Transaction)!;
        left.Phase = JournalPhase.RollingBack;
        Journal.Write(left);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = 403 });

        Assert.Equal(AimErrors.RemovalFailed, (await Records.RemoveAsync(left, _ => Connect(), (_, http) => Registrars(http, null))).Error!.Definition);

        Assert.Equal(JournalPhase.RollingBack, Journal.Find(entry.Transaction)!.Phase);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Remove_DoesNothing_WhenAnotherProcessFinishedTheEntryMeanwhile()
    {
        await InstalledAsync();
        var record = Records.Find(Server.ToString(), ClientId, e => Assert.Fail(e.Text))!;
        Journal.Delete(record.Transaction);
        _installed.Clear();
        Emulator.State.ClearRequests();

        Assert.Equal(AimErrors.JournalEntryBusy, (await Records.RemoveAsync(record, _ => Connect(), (_, http) => Registrars(http, null))).Error!.Definition);

        Assert.Empty(JournalFiles);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public async Task Uninstall_HarmsNobody_WhenThereIsNoRecord()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Equal(AimErrors.NotOurs, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Commit_LeavesNoRecord_WhenTheClientWasUpdated()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(entry);
        Records.Commit(entry.Transaction);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_LeavesTheRegistration_WhenOnlyTheMarkerTellsOfAnInstalledProduct(bool isInstalled)
    {
        await InstalledAsync();
        _installed.Clear();
        if (isInstalled)
            _installed.Add(OtherProduct.ProductCode);
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
        _installed.Add(OtherProduct.ProductCode);
        Mark(OtherProduct, "another-client");
        Assert.Equal(Outcome.Removed, Assert.Single(await UninstallAsync(Product, remove: true)).Outcome);
    }

    [Fact]
    public async Task Uninstall_LeavesTheRegistration_WhenTheMarkersCannotBeRead()
    {
        await InstalledAsync();
        _markers = new MarkerStore(new ClosedRegistry());
        Assert.Equal(AimErrors.NotOurs, Assert.Single(await UninstallAsync(Product, remove: true)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task HandOn_MovesTheRecordToTheNewVersion_WhenTheOldOneIsGone()
    {
        await InstalledAsync();
        _installed.Remove(Product.ProductCode);
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

    private RegistrationRecords Records => new(Journal, _installed.Contains) { Markers = _markers };

    private async Task InstalledAsync()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Records.Commit(entry.Transaction);
        _installed.Add(Product.ProductCode);
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);
    }

    private void Adopt(ProductIdentity product)
    {
        _installed.Add(product.ProductCode);
        Records.Adopt(Server.ToString(), ClientId, product, e => Assert.Fail(e.Text));
    }

    private void HandOn(ProductIdentity product)
    {
        _installed.Add(product.ProductCode);
        Records.HandOn(Server.ToString(), ClientId, product, e => Assert.Fail(e.Text));
    }

    private void Mark(ProductIdentity product, string clientId) => _markers.Write(new Marker
    {
        Product = product,
        ProductVersion = "1.0.0",
        ClientId = clientId,
        Server = Server.ToString(),
        Registrar = "none",
        Outcome = "adopted",
        Time = Marker.TimeOf(DateTimeOffset.UtcNow),
        Transaction = Journal.NewTransaction(),
    });

    private async Task<IReadOnlyList<TransactionResult>> UninstallAsync(ProductIdentity product, bool remove)
    {
        _installed.Remove(product.ProductCode);
        var results = await Records.UninstallAsync(product, remove, _ => Connect(repeats: false), (_, http) => Registrars(http, null), e => Assert.Fail(e.Text));
        return [.. results.Select(r => r.Result)];
    }

    private sealed class ClosedRegistry : IMachineRegistry
    {
        public IReadOnlyDictionary<string, string>? Read(string key) => throw new UnauthorizedAccessException("closed");

        public void Write(string key, IReadOnlyDictionary<string, string> values) => throw new UnauthorizedAccessException("closed");

        public void Delete(string key) => throw new UnauthorizedAccessException("closed");

        public IReadOnlyList<string> Children(string key) => throw new UnauthorizedAccessException("closed");
    }
}
