using System.Text.Json;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.InstallTests;

/// <summary>
/// Installs that are killed, each at an exact point: while the answer to the request of that moment is still in the emulator.
/// The next install finishes them: what the killed one registered is taken over or is gone.
/// </summary>
public sealed class KillTests : InstallScenario
{
    private const string Registered = " POST /identitymanager/connect/register 201";
    private const string Proved = " POST /identitymanager/connect/token 200 grant=client_credentials";

    // The planner looks too, and finds nothing.
    private const string Looked = " GET /identitymanager/connect/register/mes-client-7 200";
    private const string Removed = " DELETE /identitymanager/connect/register/";

    private string? _moment;
    private Action? _event;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartEmulatorAsync(onRequest: OnRequest);
    }

    [KillTheory]
    [InlineData("Intended", 0)]
    [InlineData("Applied", 1)]
    [InlineData("Verified", 1)]
    public async Task Install_UsesTheClient_WhenTheOneBeforeWasKilled(string phase, int records)
    {
        await KillAsync(phase);

        // That it is installed the uninstallation below shows.
        await InstallAsync(ClientProperties(), Ending.Adopted);
        Assert.True(Machine.HasProgram);
        Assert.True(Aim.CheckSecret(Assert.Single(Aim.Clients).ClientId, ClientSecret));
        Assert.Equal(records, Entries.Length);
        Assert.All(Entries, e => Assert.Contains("\"Committed\"", File.ReadAllText(e), StringComparison.Ordinal));

        await UninstallAsync(new Properties(("AIMUNREGISTER", "1")), records == 1 ? Ending.Removed : Ending.SkippedBecause(AimErrors.NotOurs));
        Assert.Equal(1 - records, Aim.Clients.Count);
        Assert.Empty(Entries);
    }

    [KillTheory]
    [InlineData("Intended")]
    [InlineData("Applied")]
    [InlineData("Verified")]
    [InlineData("RollingBack, before the removal")]
    [InlineData("RollingBack, after the removal")]
    public async Task Install_TakesTheClientOfTheKilledOneBack_WhenItNeedsAnother(string phase)
    {
        await KillAsync(phase);

        await InstallAsync(FullProperties().With("AIMCLIENTID", "another-client"), Ending.RolledBack, Ending.Created);
        AssertInstalled();
        Assert.Equal("another-client", Assert.Single(Aim.Clients).ClientId);
        Assert.Single(Entries);
    }

    [KillFact]
    public async Task Install_HasNothingToTakeBack_WhenTheOneBeforeWasKilledBeforeTheServerDidAnything()
    {
        Aim.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Times = 1 });
        await KillAsync(" POST /identitymanager/connect/register 500", FullProperties());
        Assert.Empty(Aim.Clients);

        await InstallAsync(FullProperties().With("AIMCLIENTID", "another-client"), Ending.RolledBack, Ending.Created);
        Assert.Equal("another-client", Assert.Single(Aim.Clients).ClientId);
        Assert.Single(Entries);
    }

    [KillTheory]
    [InlineData(Looked)]
    [InlineData(Removed)]
    public async Task Install_FinishesTheRemoval_WhenAnUninstallWasKilledInIt(string moment)
    {
        await InstallAsync(FullProperties(), Ending.Created);
        At(moment, Machine.KillInstaller);
        await Machine.UninstallAsync(Artifacts.Treated, "AIMUNREGISTER=1");
        Assert.Single(Entries);

        await InstallAsync(FullProperties().With("AIMCLIENTID", "another-client"), Ending.RolledBack, Ending.Created);
        Assert.Equal("another-client", Assert.Single(Aim.Clients).ClientId);
        Assert.Single(Entries);
    }

    [KillFact]
    public async Task Install_LeavesTheEntryForLater_WhenTheNetworkIsCutBetweenRegistrationAndProof()
    {
        At(Registered, Cut);
        await FailAsync(FullProperties().With("AIMTIMEOUT", "10"), Ending.Refused(AimErrors.Unreachable), Ending.NotRolledBack(AimErrors.RollbackFailed));
        await AssertFinishedLaterAsync();
    }

    [KillFact]
    public async Task Rollback_LeavesTheEntryForLater_WhenTheNetworkIsCutDuringIt()
    {
        At(Looked, Cut);
        await FailAsync(FullProperties().With("FAILLATER", "1").With("AIMTIMEOUT", "10"), Ending.Created, Ending.NotRolledBack(AimErrors.RollbackFailed));
        await AssertFinishedLaterAsync();
    }

    private string[] Entries => [.. Machine.JournalFiles.Where(f => f.EndsWith(".json", StringComparison.Ordinal))];

    private void OnRequest(string line)
    {
        if (_moment is { } moment && line.Contains(moment, StringComparison.Ordinal))
        {
            _moment = null;
            _event!();
        }
    }

    private void At(string moment, Action action) => (_event, _moment) = (action, moment);

    // From now on nothing arrives.
    private void Cut() => Aim.Faults.Add(new Fault { Kind = FaultKind.DropBefore });

    private async Task KillAsync(string phase)
    {
        await (phase switch
        {
            "Intended" => KillAsync(Registered, FullProperties()),
            "Applied" => KillAsync(Proved, FullProperties()),
            "Verified" => KillWhenVerifiedAsync(),
            "RollingBack, before the removal" => KillAsync(Looked, FullProperties().With("FAILLATER", "1")),
            _ => KillAsync(Removed, FullProperties().With("FAILLATER", "1")),
        });
        using var entry = JsonDocument.Parse(await File.ReadAllTextAsync(Assert.Single(Entries)));
        Assert.Equal(ClientId, entry.RootElement.GetProperty("client").GetString());
        Assert.Equal(phase.Split(',')[0], entry.RootElement.GetProperty("phase").GetString());
    }

    private async Task KillAsync(string moment, Properties properties)
    {
        At(moment, Machine.KillInstaller);
        await KilledAsync(properties);
    }

    // The installer is stopped, so that it cannot go on, while the action writes that the client was proved.
    private async Task KillWhenVerifiedAsync()
    {
        var stopped = new TaskCompletionSource();
        At(Proved, () =>
        {
            Machine.StopInstaller();
            stopped.SetResult();
        });
        var running = KilledAsync(FullProperties());
        await stopped.Task;
        while (!Entries.Any(e => Text(e).Contains("\"Verified\"", StringComparison.Ordinal)))
            await Task.Delay(20);
        Machine.KillInstaller();
        await running;
    }

    private async Task KilledAsync(Properties properties)
    {
        var run = await Machine.InstallAsync(Artifacts.Treated, properties.ToArguments());
        Assert.NotEqual(MsiExitCode.Success, run.ExitCode);
        Assert.Single(Entries);
    }

    private async Task AssertFinishedLaterAsync()
    {
        await StopEmulatorAsync();
        Assert.Single(Entries);
        await StartEmulatorAsync(isReplaced: true);
        Assert.Single(Aim.Clients);

        await InstallAsync(FullProperties().With("AIMCLIENTID", "another-client"), Ending.RolledBack, Ending.Created);
        Assert.Equal("another-client", Assert.Single(Aim.Clients).ClientId);
        Assert.Single(Entries);
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // It is being replaced.
            return "";
        }
    }
}
