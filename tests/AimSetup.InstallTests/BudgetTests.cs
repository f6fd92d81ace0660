using AimSetup.Emulator;

namespace AimSetup.InstallTests;

/// <summary>What an install may cost, in counts and sizes: docs/performance.md has the times.</summary>
public sealed class BudgetTests : InstallScenario
{
    private const int Requests = 6;
    private const int Actions = 3;

    // More than the 4 MB that it should have: see "The size of the native DLL" in docs/performance.md.
    private const long NativeDll = 5_000_000;

    [InstallerFact]
    public async Task Install_StaysWithinItsRequests_WhenItRegisters()
    {
        var run = await InstallAsync(FullProperties(), Ending.Created);

        Assert.InRange(Aim.Requests.Count, 1, Requests);
        Assert.Equal(2, Aim.Connections);
        AssertActions(run, "AimPlan", "AimRegister", "AimCommit");
    }

    [InstallerFact]
    public async Task Install_NeedsTwoRequestsAndOneConnection_WhenItAdopts()
    {
        Aim.AddClient(ClientId, ClientSecret);

        var run = await InstallAsync(ClientProperties(), Ending.Adopted);

        Assert.Equal([EmulatorOperation.Discovery, EmulatorOperation.Token], Aim.Requests.Select(r => r.Operation));
        Assert.Equal(1, Aim.Connections);
        AssertActions(run, "AimPlan", "AimRegister", "AimCommit");
    }

    [SampleFact]
    public void NativeDll_StaysWithinItsSize() =>
        Assert.InRange(new FileInfo(Artifacts.NativeDll).Length, 1, NativeDll);

    // Wine's log has a deferred action twice, when the script is written and when it runs; that of Windows has another form.
    private static void AssertActions(MsiRun run, params string[] expected)
    {
        Assert.InRange(expected.Length, 1, Actions);
        if (OperatingSystem.IsWindows())
            return;
        string[] all = ["AimPlan", "AimRollback", "AimRegister", "AimCommit"];
        Assert.Equal(expected, all.Where(a => run.Log.Split($": {a}.\n").Length - 1 >= (a == "AimPlan" ? 1 : 2)));
    }
}
