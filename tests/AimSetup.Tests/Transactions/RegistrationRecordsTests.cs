using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

public sealed class RegistrationRecordsTests : RegistrationRecordsTest
{
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
        var records = new RegistrationRecords(Journal, Installed.Contains);
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
        Installed.Clear();
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
}
