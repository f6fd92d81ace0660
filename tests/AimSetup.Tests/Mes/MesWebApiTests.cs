using System.Security.Cryptography.X509Certificates;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Mes;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Tests.Mes;

public sealed class MesWebApiTests : EmulatorTest
{
    private Secret? _token;

    [Fact]
    public async Task Check_FindsNothing_WhenMesAnswersWithData()
    {
        Assert.Null(await CheckAsync());
        Assert.Equal((EmulatorOperation.Mes, ClientId, 200), Last());
    }

    [Fact]
    public async Task Check_FindsNothing_WhenTheAnswerIsLongerThanAnyOfAnIdentityServer()
    {
        Fault(200, new string(' ', 3 * 1024 * 1024), "application/json");
        Assert.Null(await CheckAsync());
    }

    [Fact]
    public async Task Check_ExplainsTheToken_WhenMesAnswers401()
    {
        Emulator.State.Mes.TrustsIdentityManager = false;
        var error = Expect(AimErrors.MesTokenNotAccepted, await CheckAsync());
        Assert.Contains("HTTP 401 Unauthorized", error.Text, StringComparison.Ordinal);
        Assert.Contains("invalid_token", error.Text, StringComparison.Ordinal);
        Assert.Contains("clocks", error.Text, StringComparison.Ordinal);
        Assert.Contains("trusts the certificate", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ExplainsTheBackgroundUser_WhenMesAnswers403()
    {
        Emulator.State.Mes.HasPrivilege = false;
        var error = Expect(AimErrors.MesAccessDenied, await CheckAsync());
        Assert.Contains("attr_id 199", error.Text, StringComparison.Ordinal);
        Assert.Contains("restarted", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TellsThatThereIsNoSuchCall_WhenMesAnswers404()
    {
        var error = Expect(AimErrors.MesNoAnswer, await CheckAsync("/mesmw/api/v3/unknown"));
        Assert.Contains("no such call", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "text/html", "a page and no data")]
    [InlineData(302, "text/plain", "HTTP 302 Found")]
    [InlineData(400, "text/plain", "HTTP 400 BadRequest")]
    public async Task Check_ShowsTheAnswer_WhenItTellsNothingAboutTheToken(int status, string contentType, string expected)
    {
        Fault(status, "<html>", contentType);
        Assert.Contains(expected, Expect(AimErrors.MesNoAnswer, await CheckAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_RepeatsTheCall_WhenMesIsBusyForAMoment()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Refuse, Times = 2 });
        Assert.Null(await CheckAsync());
        Assert.Equal(3, Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Mes));
    }

    [Fact]
    public async Task Check_TellsWhy_WhenTheCertificateIsNotTrustedOrTheServerIsDown()
    {
        var token = await TokenAsync();
        using (var http = Connect(TrustSettings.Machine))
            Assert.Contains("root certificate is not trusted", Expect(AimErrors.MesNoAnswer, await new MesWebApi(http).CheckAsync(Address(), ClientId, token)).Text, StringComparison.Ordinal);

        var address = Address();
        using (var http = Connect(repeats: false))
        {
            await Emulator.DisposeAsync();
            using var held = new HeldPort(Emulator.BaseAddress.Port);
            Assert.Contains("refused", Expect(AimErrors.MesNoAnswer, await new MesWebApi(http).CheckAsync(address, ClientId, token)).Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Check_SaysHowLongItWaited_WhenMesHangs()
    {
        var delay = new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Delay, Milliseconds = 60_000 };
        Emulator.State.Faults.Add(delay);
        var token = await TokenAsync();
        using var http = Connect(budget: EndsWhenMet(delay));
        var error = Expect(AimErrors.MesNoAnswer, await new MesWebApi(http).CheckAsync(Address(), ClientId, token));
        Assert.Contains("within the time allowed (30 s)", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Throws_WhenItIsCancelled()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Delay, Milliseconds = 60_000 });
        var token = await TokenAsync();
        using var http = Connect();
        using var cancel = new CancellationTokenSource();
        var checking = new MesWebApi(http).CheckAsync(Address(), ClientId, token, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
    }

    [Fact]
    public void ForOtherServers_LeavesTheMachinesRoots_WhenAThumbprintIsGiven()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Emulator.RootCertificate.RawData);
        using var chain = new X509Chain();
        var pinned = new TrustSettings { Thumbprint = new string('0', 40) };
        Assert.False(new CertificateValidator(pinned).Validate(certificate, chain, System.Net.Security.SslPolicyErrors.None));
        Assert.True(new CertificateValidator(pinned.ForOtherServers()).Validate(certificate, chain, System.Net.Security.SslPolicyErrors.None));
    }

    private async Task<AimError?> CheckAsync(string path = "/mesmw/api")
    {
        _token = await TokenAsync();
        using var http = Connect();
        return await new MesWebApi(http).CheckAsync(Address(path), ClientId, _token);
    }

    private async Task<Secret> TokenAsync()
    {
        if (Emulator.State.FindClient(ClientId) is null)
            Emulator.State.AddClient(ClientId, SecretValue);
        using var http = Connect();
        return (await new TokenClient(http).ClientCredentialsAsync(new Uri(Emulator.BaseAddress, "connect/token"), ClientId, ClientSecret)).AccessToken!;
    }

    private MesAddress Address(string path = "/mesmw/api")
    {
        Assert.True(MesAddress.TryParse(Emulator.BaseAddress.GetLeftPart(UriPartial.Authority) + path, out var address, out var problem), problem);
        return address;
    }

    // The emulator's request log has no tokens; what is said must have none either.
    private AimError Expect(AimErrorDefinition definition, AimError? error)
    {
        Assert.Equal(definition, error?.Definition);
        if (_token is not null)
            Assert.DoesNotContain(_token.Reveal(), error!.ToString(), StringComparison.Ordinal);
        return error!;
    }

    private void Fault(int status, string body, string contentType) => Emulator.State.Faults.Add(
        new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Error, Status = status, Body = body, ContentType = contentType });

    private (EmulatorOperation Operation, string? ClientId, int Status) Last()
    {
        var record = Emulator.State.Requests[^1];
        return (record.Operation, record.ClientId, record.Status);
    }
}
