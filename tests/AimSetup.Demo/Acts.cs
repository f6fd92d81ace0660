using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Demo;

/// <summary>What is shown, each act checked against the emulator's own state and the exit code of msiexec.</summary>
internal sealed class Acts(Stage stage, Narrator narrator)
{
    private EmulatorState Aim => stage.Emulator.State;

    public async Task PlayAsync()
    {
        await RegisterAsync();
        await AdoptAsync();
        await RefuseAsync();
        await UninstallAsync();
        await RollBackAsync();
        await CallMesAsync();
    }

    private async Task RegisterAsync()
    {
        narrator.Act("A silent install on the first machine registers the client and proves it by a token.");
        var run = await stage.InstallAsync(stage.First, [.. stage.Client(stage.First), .. stage.Account(stage.First)]);
        ExitCodeIs(run, MsiExitCode.Success);
        narrator.Check("the product is installed", stage.First.HasProgram);
        narrator.Check($"AIM knows the client '{Stage.ClientId}' with the secret given", Aim.CheckSecret(Stage.ClientId, stage.ClientSecret));
        narrator.Check("its tokens live 24 hours", Aim.FindClient(Stage.ClientId)?.AccessTokenLifetime == 86400);
        narrator.Check("AIM granted a token for it at the end", Aim.Requests[^1] is { Operation: EmulatorOperation.Token, Status: 200, ClientId: Stage.ClientId });
        narrator.Check("the secret is not in the log", !run.Log.Contains(stage.ClientSecret, StringComparison.Ordinal));
    }

    private async Task AdoptAsync()
    {
        narrator.Act("A second machine needs no AIM account: the client's token is granted, so it is adopted.");
        if (stage.Second.HasProgram)
            ExitCodeIs(await stage.UninstallAsync(stage.Second), MsiExitCode.Success);
        var before = stage.AimState();
        Aim.ClearRequests();
        ExitCodeIs(await stage.InstallAsync(stage.Second, stage.Client(stage.Second)), MsiExitCode.Success);
        narrator.Check("the product is installed there too", stage.Second.HasProgram);
        narrator.Check("nothing changed in AIM", stage.AimState() == before);
        narrator.Check("AIM was asked twice: discovery and token", Aim.Requests.Select(r => r.Operation).SequenceEqual([EmulatorOperation.Discovery, EmulatorOperation.Token]));
        ExitCodeIs(await stage.UninstallAsync(stage.Second), MsiExitCode.Success);
        narrator.Check("uninstalling it leaves the registration", stage.AimState() == before);
    }

    private async Task RefuseAsync()
    {
        narrator.Act("A client ID that is registered with another secret is refused, before anything is installed.");
        const string taken = "line7-taken";
        Aim.AddClient(taken, "somebody else's secret");
        var before = stage.AimState();
        var run = await stage.InstallAsync(stage.Second, [.. stage.Client(stage.Second, taken), .. stage.Account(stage.Second)]);
        ExitCodeIs(run, MsiExitCode.Failure);
        narrator.Check("the log says why, by number 29006", run.Lines.Any(l => l.StartsWith("AimSetup 29006: The client ID", StringComparison.Ordinal)));
        narrator.Check("nothing is installed", !stage.Second.HasProgram);
        narrator.Check("nothing changed in AIM", stage.AimState() == before);
    }

    private async Task UninstallAsync()
    {
        narrator.Act("Uninstalling with AIMUNREGISTER=1 removes the client that this product registered.");
        if (!stage.First.HasProgram)
            ExitCodeIs(await stage.InstallAsync(stage.First, stage.Client(stage.First)), MsiExitCode.Success);
        ExitCodeIs(await stage.UninstallAsync(stage.First, "AIMUNREGISTER=1"), MsiExitCode.Success);
        narrator.Check("the product is gone", !stage.First.HasProgram);
        narrator.Check("the client is gone from AIM", Aim.FindClient(Stage.ClientId) is null);
    }

    private async Task RollBackAsync()
    {
        narrator.Act("An install that fails after the registration (a test package with an action that fails on FAILLATER=1) is rolled back.");
        var before = stage.AimState();
        Aim.ClearRequests();
        var run = await stage.InstallAsync(Artifacts.Treated, stage.First, [.. stage.Client(stage.First), .. stage.Account(stage.First), "FAILLATER=1"]);
        ExitCodeIs(run, MsiExitCode.Failure);
        narrator.Check("the client had been registered", Aim.Requests.Any(r => r is { Operation: EmulatorOperation.Register, Status: 201 }));
        narrator.Check("AIM is as it was before, with somebody else's client untouched", stage.AimState() == before && Aim.Clients.Count == 1);
        narrator.Check("nothing is installed", !stage.First.HasProgram);
        narrator.Check("the journal is empty", stage.First.JournalFiles.Count == 0);
        narrator.Check("no credentials are stored", stage.First.CredentialFiles.Count == 0);
    }

    private async Task CallMesAsync()
    {
        narrator.Act("The program that the MSI installed is started: it gets a token with the credentials that the install stored, and calls MES.");
        ExitCodeIs(await stage.InstallAsync(stage.First, [.. stage.Client(stage.First), .. stage.Account(stage.First), $"AIMMES={stage.Emulator.MesAddress.Authority}"]), MsiExitCode.Success);
        narrator.Check("the install itself called MES", Aim.Requests[^1] is { Operation: EmulatorOperation.Mes, Status: 200, ClientId: Stage.ClientId });
        narrator.Check("the credentials are stored, without the secret in the clear", stage.First.CredentialFiles is [var file] && !File.ReadAllText(file).Contains(stage.ClientSecret, StringComparison.Ordinal));
        Aim.ClearRequests();
        narrator.Say($"   > {InstallMachine.Program}");
        var (code, output) = await stage.First.RunForOutputAsync(InstallMachine.Program);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            narrator.Quote(line);
        narrator.Check("the program ended with 0", code == 0);
        narrator.Check("MES answered it, for the background user of MES", output.Contains(Aim.Mes.BackgroundUser, StringComparison.Ordinal));
        narrator.Check("it asked AIM for one token, and MES once with it", Aim.Requests.Select(r => (r.Operation, r.ClientId, r.Status)).SequenceEqual([(EmulatorOperation.Token, Stage.ClientId, 200), (EmulatorOperation.Mes, Stage.ClientId, 200)]));
        narrator.Check("it printed no secret", !output.Contains(stage.ClientSecret, StringComparison.Ordinal));
        ExitCodeIs(await stage.UninstallAsync(stage.First, "AIMUNREGISTER=1"), MsiExitCode.Success);
        narrator.Check("uninstalled, the program and its credentials are gone", !stage.First.HasProgram && stage.First.CredentialFiles.Count == 0);
    }

    private void ExitCodeIs(MsiRun run, int expected) => narrator.Check($"msiexec returned {expected}", run.ExitCode == expected);
}
