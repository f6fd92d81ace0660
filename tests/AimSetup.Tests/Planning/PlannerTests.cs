using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Planning;

public sealed class PlannerTests : EmulatorTest
{
    protected override EmulatorOptions CreateOptions(string certificateFolder) => new()
    {
        CertificateFolder = certificateFolder,
        Users = [EmulatorUser.Administrator(Administrator, AdministratorPassword), new EmulatorUser(@"PLANT\operator", "operator", ["Users"])],
    };

    [Fact]
    public async Task Plan_IsCreate_WhenTheIdIsNew()
    {
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(PlanKind.Create, plan.Kind);
        Assert.Equal("dcr", plan.Registrar);
        Assert.True(plan.ChangesAim);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Plan_IsAdoptInTwoRequestsOnOneConnection_WhenTheSecretWorks()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        var plan = await PlanAsync(Request(credentials: null));
        Assert.Equal(PlanKind.Adopt, plan.Kind);
        Assert.False(plan.ChangesAim);
        Assert.Equal([EmulatorOperation.Discovery, EmulatorOperation.Token], Emulator.State.Requests.Select(r => r.Operation));
        Assert.Single(Emulator.State.Requests.Select(r => r.ConnectionId).Distinct());
    }

    [Fact]
    public async Task Plan_MentionsTheLifetime_WhenItAdoptsAnother()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        Assert.Contains("live 3600 s, not 86400 s", (await PlanAsync(Request(null))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheIdIsTakenWithAnotherSecret()
    {
        Emulator.State.AddClient(ClientId, "another secret");
        await AssertRefusedAsync(AimErrors.SecretMismatch, Request(Account));
        await AssertRefusedAsync(AimErrors.SecretMismatch, Request(Account, ExistingClientPolicy.Update));
        await AssertRefusedAsync(AimErrors.AlreadyRegistered, Request(Account, ExistingClientPolicy.Fail));
    }

    [Fact]
    public async Task Plan_Adopts_WhenTheClientIsRegisteredWhileItIsLookedFor()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 401, Body = "{\"error\":\"invalid_client\"}", Times = 1 });
        Assert.Equal(PlanKind.Adopt, (await PlanAsync(Request(Account))).Kind);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheIdIsRegisteredAndMustNotBe()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        await AssertRefusedAsync(AimErrors.AlreadyRegistered, Request(Account, ExistingClientPolicy.Fail));
    }

    [Fact]
    public async Task Plan_IsRefused_WhenSomethingMustChangeWithoutAnAccount()
    {
        await AssertRefusedAsync(AimErrors.CredentialsRequired, Request(null));
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        await AssertRefusedAsync(AimErrors.CredentialsRequired, Request(null, ExistingClientPolicy.Update));
    }

    [Fact]
    public async Task Plan_IsAdopt_WhenAnUpdateWithoutAccountFindsTheLifetimeRight()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        Assert.Equal(PlanKind.Adopt, (await PlanAsync(Request(null, ExistingClientPolicy.Update))).Kind);
    }

    [Fact]
    public async Task Plan_IsUpdateOnlyWhenSettingsDiffer()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400, ["profile", "system", "openid"]);
        Assert.Equal(PlanKind.Adopt, (await PlanAsync(Request(Account, ExistingClientPolicy.Update))).Kind);
        Emulator.State.ClearClients();
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"]);
        var plan = await PlanAsync(Request(Account, ExistingClientPolicy.Update));
        Assert.Equal(PlanKind.Update, plan.Kind);
        Assert.Contains("token lifetime 3600 s instead of 86400 s, scopes 'system' instead of 'openid system profile'", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ToldAboutSettings_WhenTheSecretIsRightButNoTokenIsGranted()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400, grantTypes: ["authorization_code"]);
        await AssertRefusedAsync(AimErrors.SettingsMismatch, Request(Account));
        Emulator.State.ClearClients();
        Emulator.State.AddClient(ClientId, SecretValue, 86400, scopes: ["openid"]);
        await AssertRefusedAsync(AimErrors.SettingsMismatch, Request(Account));
        Assert.Equal(PlanKind.Update, (await PlanAsync(Request(Account, ExistingClientPolicy.Update))).Kind);
    }

    [Fact]
    public async Task Plan_IsUpdate_WhenNothingButTheGrantTypesIsInTheWay()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400, grantTypes: ["authorization_code"]);
        var plan = await PlanAsync(Request(Account, ExistingClientPolicy.Update));
        Assert.Equal(PlanKind.Update, plan.Kind);
        Assert.Contains("its settings do not allow a token (unauthorized_client", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheAccountIsWrong()
    {
        await AssertRefusedAsync(AimErrors.AccountRejected, Request(new RegistrarCredentials { UserName = Administrator, Password = new Secret("wrong password") }));
        await AssertRefusedAsync(AimErrors.AccountNotPermitted, Request(new RegistrarCredentials { UserName = @"PLANT\operator", Password = new Secret("operator") }));
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheServerOffersNoRegistration()
    {
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        await AssertRefusedAsync(AimErrors.NoRegistrar, Request(Account));
    }

    [Fact]
    public async Task Plan_TellsThatATokenIsOfNoUse_WhenTheServerOffersNoRegistration()
    {
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        var plan = await PlanAsync(Request(new RegistrarCredentials { InitialAccessToken = new Secret("a-token-for-dcr") }));
        Assert.Equal(AimErrors.CredentialsRequired, plan.Error!.Definition);
        Assert.StartsWith("Registering without a registration_endpoint (RFC 7591), where an initial access token is of no use, at ", plan.Reason, StringComparison.Ordinal);
        Assert.Contains("or, for the registrar dcr, AIMINITIALACCESSTOKEN", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ProvesAtTheTokenServer_WhenThatIsAnotherNode()
    {
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions());
        other.State.AddClient(ClientId, SecretValue, 86400);
        Assert.True(AimServerAddress.TryParse(other.BaseAddress.AbsoluteUri, out var tokenServer, out _));
        var request = new ClientRequest { Server = Server, TokenServer = tokenServer, Client = Settings, ClientSecret = ClientSecret };
        using var http = Connect(new TrustSettings { Certificates = [Emulator.RootCertificate.RawData, other.RootCertificate.RawData] });

        var plan = await new Planner(http, NullLogger.Instance).PlanAsync(request);

        Assert.Equal(PlanKind.Adopt, plan.Kind);
        Assert.Equal(other.BaseAddress.Authority, plan.Endpoints!.TokenEndpoint.Authority);
        Assert.Equal(Emulator.BaseAddress.Authority, plan.Endpoints.RegistrationEndpoint!.Authority);
    }

    [Fact]
    public async Task Plan_UsesTheDocumentedTokenEndpoint_WhenThereIsNoDiscoveryDocument()
    {
        Emulator.State.RegistrationPolicy.OfferDiscovery = false;
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        Assert.Equal(PlanKind.Adopt, (await PlanAsync(Request(null))).Kind);
    }

    [Fact]
    public async Task Plan_IsCreateAfterAll_WhenTheServerDoesNotShowClients()
    {
        Emulator.State.RegistrationPolicy.LookupByAdministrator = false;
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(PlanKind.Create, plan.Kind);
        Assert.Contains("not known", plan.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmulatorOperation.Discovery)]
    [InlineData(EmulatorOperation.Token)]
    [InlineData(EmulatorOperation.Password)]
    [InlineData(EmulatorOperation.Read)]
    public async Task Plan_GoesOn_WhenAnErrorIsTransient(EmulatorOperation operation)
    {
        Emulator.State.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.Error, Status = 503, Times = 1 });
        Emulator.State.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.DropBefore, Times = 1 });
        Assert.Equal(PlanKind.Create, (await PlanAsync(Request(Account))).Kind);
    }

    [Theory]
    [InlineData(EmulatorOperation.Discovery)]
    [InlineData(EmulatorOperation.Token)]
    [InlineData(EmulatorOperation.Password)]
    [InlineData(EmulatorOperation.Read)]
    public async Task Plan_IsRefused_WhenTheServerFails(EmulatorOperation operation)
    {
        Emulator.State.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.Error, Status = 500 });
        await AssertRefusedAsync(AimErrors.UnexpectedAnswer, Request(Account), repeats: false);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("{\"access_token\":17}")]
    [InlineData("{}")]
    [InlineData("{\"access_token\":\"x\",\"token_type\":\"mac\"}")]
    [InlineData("[")]
    [InlineData("")]
    public async Task Plan_IsRefused_WhenTheTokenAnswerIsGarbage(string body)
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 200, Body = body });
        await AssertRefusedAsync(AimErrors.UnexpectedAnswer, Request(Account));
    }

    [Fact]
    public async Task Plan_IsRefused_WhenAnEndpointIsNoHttps()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Error, Status = 200, Body = "{\"token_endpoint\":\"http://evil.example/token\"}" });
        await AssertRefusedAsync(AimErrors.UnexpectedAnswer, Request(Account));
        Assert.DoesNotContain(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Token);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheAnswerIsEndless()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Error, Status = 200, Body = new string('x', 2_000_000) });
        await AssertRefusedAsync(AimErrors.UnexpectedAnswer, Request(Account));
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheServerEchoesTheSecret()
    {
        var body = $"{{\"error\":\"server says {SecretValue}\",\"error_description\":\"and {Uri.EscapeDataString(SecretValue)}\"}}";
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = body });
        var plan = await PlanAsync(Request(Account));
        Assert.Contains("server says ***: and ***", plan.Reason, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(AimErrorDefinition expected, ClientRequest request, bool repeats = true)
    {
        var before = Emulator.State.Clients.Count;
        var plan = await PlanAsync(request, repeats);
        Assert.Equal(PlanKind.Refuse, plan.Kind);
        Assert.Equal(expected.Name, plan.Error!.Definition.Name);
        Assert.DoesNotContain(SecretValue, plan.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(AdministratorPassword, plan.Reason, StringComparison.Ordinal);
        Assert.Equal(before, Emulator.State.Clients.Count);
    }
}
