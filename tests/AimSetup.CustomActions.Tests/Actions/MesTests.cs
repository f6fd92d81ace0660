using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>AIMMES: the call of the MES Web API that ends AimRegister.</summary>
public sealed class MesTests : ActionTest
{
    private string Mes => Emulator.BaseAddress.Authority;

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, "1")]
    [InlineData(false, "0")]
    public void Register_CallsMesAsTheApplicationWill(bool create, string store)
    {
        var planned = Planned(create, ("AIMSTORE", store));
        Assert.Contains($"plan: the MES Web API will be called at https://{Mes}/mesmw/api/v3/entity", planned.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Mes);

        var registered = Register(planned);
        Assert.Empty(registered.Reports);
        Assert.Contains($"AimSetup: the MES Web API answered 'line7-client' at https://{Mes}/mesmw/api/v3/entity", registered.AllText, StringComparison.Ordinal);
        var call = Assert.Single(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Mes);
        Assert.Equal((ClientId, 200), (call.ClientId, call.Status));
    }

    [Fact]
    public void Plan_TellsTablesTheAddress_WhenAResponseFileHasIt()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var session = Plan(Install(("AIMFILE", Folder.Write("client.json", $$"""{"mes": "{{Mes}}"}"""))));
        Assert.Equal(Mes, session.GetProperty("AIMMES"));
    }

    [Fact]
    public void Register_WarnsAndSucceeds_WhenTheUserLacksThePrivilege()
    {
        Emulator.State.Mes.HasPrivilege = false;
        AssertWarns(AimErrors.MesAccessDenied);
    }

    [Fact]
    public void Register_WarnsAndSucceeds_WhenMesDoesNotAcceptTheToken()
    {
        Emulator.State.Mes.TrustsIdentityManager = false;
        AssertWarns(AimErrors.MesTokenNotAccepted);
    }

    [Fact]
    public void Register_WarnsAndSucceeds_WhenMesIsNotThere()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Error, Status = 404 });
        AssertWarns(AimErrors.MesNoAnswer);
    }

    [Fact]
    public void Register_WarnsAndSucceeds_WhenNoTokenIsGrantedAnyMore()
    {
        var planned = Planned(create: false);
        Emulator.State.ClearClients();
        AssertWarns(AimErrors.TokenNotGranted, planned);
    }

    [Fact]
    public void Register_WarnsAndSucceeds_WhenTheTimeIsUsedUp()
    {
        var planned = Planned(create: false);
        var delay = new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Delay, Milliseconds = 600_000 };
        Emulator.State.Faults.Add(delay);
        Time = new EventClock(() => delay.Hits > 0);
        AssertWarns(AimErrors.MesNoAnswer, planned);
    }

    [Fact]
    public void Plan_DoesNotCallMes_WhenAskedToCheck()
    {
        Plan(Install([.. Account, ("AIMMES", Mes), ("AIMCHECK", "1")]), ActionResult.SkipRemainingActions);
        Assert.DoesNotContain(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Mes);
    }

    private void AssertWarns(AimErrorDefinition expected, FakeSession? planned = null)
    {
        var registered = Register(planned ?? Planned(create: true));
        Assert.Equal((InstallerMessage.Warning, expected.Number), Assert.Single(registered.Reports));
        Assert.EndsWith("error=-", registered.LastLine, StringComparison.Ordinal);
        Assert.Single(CredentialFiles);
    }

    private FakeSession Planned(bool create, params (string, string)[] properties)
    {
        if (!create)
            Emulator.State.AddClient(ClientId, SecretValue, 86400);
        return Plan(Install([.. create ? Account : [], ("AIMMES", Mes), .. properties]));
    }
}
