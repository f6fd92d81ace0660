using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>What transactions do by the registrar <c>pcs</c>: with the stand-in, and with a PowerShell and the emulator's cmdlets.</summary>
public abstract class PcsTransactionTests : PcsTest
{
    [PowerShellFact]
    public async Task Apply_RegistersTheClientAsAskedFor_WhenItIsNew()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
        var client = Assert.Single(Emulator.State.Clients);
        Assert.Equal(ClientId, client.ClientId);
        Assert.Equal(86400, client.AccessTokenLifetime);
        Assert.Equal(["openid", "profile", "system"], client.Scopes.Order());
        Assert.Equal(["client_credentials"], client.GrantTypes);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        AssertNoSecretInFiles();

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Rotate_GivesTheClientItsNewSecret_AndTakesItBack()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"]);
        using var planning = Connect();
        var plan = await new RotationPlanner(planning, NullLogger.Instance) { PowerShell = PowerShell }.PlanAsync(Request(Account));
        var entry = RotationFor(plan, ClientSecret, new Secret("another secret, quite long"));
        using var http = Connect();
        Assert.Equal(Outcome.Rotated, (await new SecretRotation(Journal, http, Registrars(http, Account)).ApplyAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, "another secret, quite long"));
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);

        Journal.Write(entry);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    [PowerShellFact]
    public async Task Update_AllowsTheGrantTypeThatIsLacking_AndTakesItBack()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400, grantTypes: ["windowsintegrated"]);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Assert.Equal(Outcome.Updated, (await ApplyAsync(entry)).Outcome);
        Assert.Equal(["client_credentials", "windowsintegrated"], Emulator.State.FindClient(ClientId)!.GrantTypes.Order());

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Equal(["windowsintegrated"], Emulator.State.FindClient(ClientId)!.GrantTypes);
    }

    [PowerShellFact]
    public async Task Plan_IsRefused_WhenTheIdIsTakenWithAnotherSecret()
    {
        Emulator.State.AddClient(ClientId, "another secret");
        Assert.Equal(AimErrors.SecretMismatch, (await PlanAsync(Request(Account))).Error!.Definition);
    }

    [PowerShellFact]
    public async Task Apply_ChangesNothing_WhenTheIdIsTakenMeanwhile()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, "somebody else's");

        Assert.Equal(AimErrors.SecretMismatch, (await ApplyFailsAsync(entry)).Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, "somebody else's"));
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Apply_Adopts_WhenAnotherMachineWasFaster()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Equal(Outcome.Adopted, (await ApplyAsync(entry)).Outcome);
    }

    [PowerShellFact]
    public async Task Plan_SaysThatThereIsNoMark_WhenThereIsNoDescription()
    {
        Cmdlets.OfferNoDescription();
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(PlanKind.Create, plan.Kind);
        Assert.Contains(plan.Notes, n => n.Contains("cannot be marked", StringComparison.Ordinal));
        var entry = EntryFor(plan);
        await ApplyAsync(entry);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [PowerShellFact]
    public async Task Plan_Works_WhenNoAccountIsGivenAndTheCmdletsAreHere()
    {
        var plan = await PlanAsync(Request(null));
        Assert.Equal(PlanKind.Create, plan.Kind);
    }
}
