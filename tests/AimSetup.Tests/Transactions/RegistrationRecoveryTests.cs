using System.Diagnostics;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

public sealed class RegistrationRecoveryTests : TransactionTest
{
    private readonly HashSet<string> _installed = [];
    private RegistrarCredentials? _account = Account;
    private TimeSpan? _maximumAge;
    private ClientAtHand? _atHand;
    private TimeSpan _time = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(JournalPhase.Applied)]
    [InlineData(JournalPhase.Verified)]
    [InlineData(JournalPhase.RollingBack)]
    public async Task Recover_RemovesWhatAKilledInstallCreated_WithItsReceiptAlone(JournalPhase phase)
    {
        await KilledAsync(phase);
        _account = null;
        var result = Assert.Single(await RecoverAsync());
        Assert.Equal((RecoveryStep.TakeBack, Outcome.RolledBack), (result.Step, result.Result.Outcome));
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_FindsTheClientByItsMark_WhenTheInstallWasKilledBeforeTheAnswer()
    {
        await KilledAsync(JournalPhase.Intended);
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheEntry_WhenTheAnswerIsUnknownAndNoAccountIsAtHand()
    {
        await KilledAsync(JournalPhase.Intended);
        _account = null;
        Assert.Equal(AimErrors.RollbackWithoutEvidence, Assert.Single(await RecoverAsync()).Result.Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Recover_GivesTheFormerSettingsBack_WhenTheInstallWasKilledAfterAnUpdate()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        await ApplyAsync(await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update));
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_LeavesTheInstallAlone_WhenItsProcessStillRuns()
    {
        await KilledAsync(JournalPhase.Verified, ProcessStamp.Current);
        var result = Assert.Single(await RecoverAsync());
        Assert.Equal((RecoveryStep.Wait, AimErrors.JournalEntryBusy), (result.Step, result.Result.Error!.Definition));
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Recover_TakesTheInstallBack_WhenItsProcessIsGoneOrItsNumberIsSomebodyElsesNow()
    {
        using var process = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "hostname.exe" : "hostname") { RedirectStandardOutput = true })!;
        var gone = ProcessStamp.Of(process)!;
        await process.WaitForExitAsync();
        process.Dispose();
        await KilledAsync(JournalPhase.Verified, gone);
        Assert.Equal(RecoveryStep.TakeBack, Assert.Single(List()).Step);

        var other = ProcessStamp.Current;
        await KilledAsync(JournalPhase.Verified, other with { Started = other.Started - TimeSpan.TicksPerHour }, clear: true);
        Assert.Equal(RecoveryStep.TakeBack, Assert.Single(List()).Step);
    }

    [Fact]
    public async Task Recover_LeavesTheInstallAlone_WhileItsTransactionIsLocked()
    {
        var entry = await KilledAsync(JournalPhase.Verified);
        using (Journal.TryLock(entry.Transaction))
            Assert.Equal(RecoveryStep.Wait, Assert.Single(await RecoverAsync()).Step);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal(RecoveryStep.TakeBack, Assert.Single(List()).Step);
    }

    [Fact]
    public async Task Recover_FinishesARollbackThatWasKilled_ThoughTheInstallerIsStillThere()
    {
        await KilledAsync(JournalPhase.RollingBack, ProcessStamp.Current);
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Recover_MakesARecord_WhenTheProductIsInstalled()
    {
        var entry = await KilledAsync(JournalPhase.Verified);
        _installed.Add(Product.ProductCode);
        Assert.Equal(RecoveryStep.Close, Assert.Single(await RecoverAsync()).Step);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);
        Assert.Empty(List());
    }

    [Fact]
    public async Task Recover_LeavesAnOldCreationToAnAdministrator_WhenAnAgeIsSet()
    {
        await KilledAsync(JournalPhase.Verified);
        _maximumAge = TimeSpan.Zero;
        Assert.Equal(RecoveryStep.Ask, Assert.Single(List()).Step);
        var result = Assert.Single(await RecoverAsync());
        Assert.Equal(AimErrors.RecoveryPending, result.Result.Error!.Definition);
        Assert.Contains("aimsetup recover --any-age", result.Result.Error.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);

        _maximumAge = null;
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
    }

    [Fact]
    public async Task Recover_LeavesAnOldUpdateToAnAdministrator_WhenAnAgeIsSet()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        await ApplyAsync(await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update));
        _maximumAge = TimeSpan.Zero;
        Assert.Equal(AimErrors.RecoveryPending, Assert.Single(await RecoverAsync()).Result.Error!.Definition);
        Assert.NotEqual(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);

        _maximumAge = null;
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
    }

    [Theory]
    [InlineData(SecretValue, RecoveryStep.TakeOver, 1)]
    [InlineData("another secret", RecoveryStep.TakeBack, 0)]
    [InlineData(null, RecoveryStep.TakeBack, 0)]
    public async Task Recover_LeavesTheClientThatIsAboutToBeInstalled_OnlyIfItWorks(string? secret, RecoveryStep expected, int clients)
    {
        await KilledAsync(JournalPhase.Verified);
        _atHand = new ClientAtHand { Server = Server.ToString(), ClientId = ClientId, ClientSecret = secret is null ? null : new Secret(secret) };
        Assert.Equal(expected, Assert.Single(await RecoverAsync()).Step);
        Assert.Equal(clients, Emulator.State.Clients.Count);
        Assert.Equal(clients, JournalFiles.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_LearnsWhoMadeTheClientThatIsAboutToBeInstalled_WhenThereIsAnAccount(bool hasAccount)
    {
        var entry = await KilledAsync(JournalPhase.Intended);
        _atHand = new ClientAtHand { Server = Server.ToString(), ClientId = ClientId, ClientSecret = new Secret(SecretValue) };
        _account = hasAccount ? Account : null;
        Assert.Equal(RecoveryStep.TakeOver, Assert.Single(await RecoverAsync()).Step);
        Assert.Equal(hasAccount ? entry.Mark : null, Journal.Find(entry.Transaction)!.Receipt?.Mark);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Recover_LeavesTheClient_WhenAnotherInstallUsesItMeanwhile()
    {
        var entry = await KilledAsync(JournalPhase.Verified);
        using (var http = Connect())
            Assert.Equal(UseNote.Noted, await Registrars(http, Account).Create("dcr", entry.Endpoints).NoteUseAsync(ClientId, CancellationToken.None));
        Assert.Equal(AimErrors.ClientInUse, Assert.Single(await RecoverAsync()).Result.Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_ForgetsTheEntry_WhenALaterInstallRegisteredTheClientAnew()
    {
        var old = await KilledAsync(JournalPhase.Verified);
        Emulator.State.RemoveClient(ClientId);
        var later = await KilledAsync(JournalPhase.Verified);
        var written = Journal.Find(later.Transaction)!;
        written.Phase = JournalPhase.Committed;
        Journal.Write(written);
        var result = Assert.Single(await RecoverAsync());
        Assert.Equal((old.Transaction, RecoveryStep.Forget), (result.Install.Transaction, result.Step));
        Assert.Single(Emulator.State.Clients);
        Assert.Equal([Journal.FileOf(later.Transaction)], JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheEntry_WhenTheServerIsDown_AndFinishesLater()
    {
        await KilledAsync(JournalPhase.Verified);
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Refuse });
        _time = TimeSpan.FromMilliseconds(500);
        Assert.Equal(Outcome.NotRolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Single(JournalFiles);

        Emulator.State.Faults.Clear();
        _time = TimeSpan.FromSeconds(30);
        Assert.Equal(Outcome.RolledBack, Assert.Single(await RecoverAsync()).Result.Outcome);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(-240, RecoveryStep.Ask)]
    [InlineData(-1, RecoveryStep.TakeBack)]
    public async Task List_LeavesACreationToAnAdministrator_WhenTheClockWasAhead(int minutes, RecoveryStep step)
    {
        await KilledAsync(JournalPhase.Verified, age: TimeSpan.FromMinutes(minutes));
        _maximumAge = TimeSpan.FromHours(1);
        Assert.Equal(step, Assert.Single(List()).Step);
    }

    [Fact]
    public async Task Recover_AsksNothing_WhenTheTimeIsUsedUp()
    {
        await KilledAsync(JournalPhase.Verified);
        Emulator.State.ClearRequests();
        _time = TimeSpan.Zero;
        Assert.Equal((RecoveryStep.Wait, AimErrors.RecoveryPending), Assert.Single(await RecoverAsync()) is var r ? (r.Step, r.Result.Error!.Definition) : default);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public async Task List_TellsWhatIsPending_WithoutSecretsAndWithoutAskingAim()
    {
        var entry = await KilledAsync(JournalPhase.Verified);
        Emulator.State.ClearRequests();
        var install = Assert.Single(List());
        Assert.Equal((entry.Transaction, JournalPhase.Verified, PlanKind.Create, ClientId), (install.Transaction, install.Phase, install.Kind, install.ClientId));
        Assert.Equal((Server.ToString(), "dcr", Product, true), (install.Server, install.Registrar, install.Product, install.IsAnswered));
        Assert.Empty(Emulator.State.Requests);
        AssertNoSecretInFiles();
    }

    private IReadOnlyList<UnfinishedInstall> List() => Recovery().List(e => Assert.Fail(e.Text));

    private Task<IReadOnlyList<RecoveryResult>> RecoverAsync() => Recovery().RecoverAsync(e => Assert.Fail(e.Text));

    private RegistrationRecovery Recovery() => new(Journal, _installed.Contains,
        entry => new AimHttpClient(entry.Trust, new TimeBudget(_time), NullLogger.Instance, TimeSpan.FromMilliseconds(1)),
        (entry, http) => Registrars(http, _account, entry.Options))
    {
        MaximumAge = _maximumAge,
        AtHand = _atHand,
    };

    // The journal as it is when the process ends at that point.
    private async Task<JournalEntry> KilledAsync(JournalPhase phase, ProcessStamp? installer = null, bool clear = false, TimeSpan age = default)
    {
        if (clear)
        {
            Emulator.State.ClearClients();
            foreach (var file in JournalFiles)
                File.Delete(file);
        }
        var entry = EntryFor(await PlanAsync(Request(Account)), installer, age);
        await ApplyAsync(entry);
        var written = Journal.Find(entry.Transaction)!;
        written.Phase = phase;
        if (phase == JournalPhase.Intended)
            written.Receipt = null;
        Journal.Write(written);
        return written;
    }
}
