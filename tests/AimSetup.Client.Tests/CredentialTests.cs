using System.Net;
using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport;
using AimSetup.Transport;

namespace AimSetup.Client.Tests;

/// <summary>Stored credentials that are missing, damaged, of others, or replaced.</summary>
public sealed class CredentialTests : ClientTest
{
    [Fact]
    public async Task GetToken_TellsWhichFile_WhenThereIsNone()
    {
        File.Delete(CredentialFile);
        var error = await FailAsync(Source());
        Assert.Equal(AimErrors.CredentialsUnusable, error.Definition);
        Assert.Contains(CredentialFile, error.Text, StringComparison.Ordinal);
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task GetToken_UsesCredentialsThatAreGiven_AndNeedsNoneThatAreStored()
    {
        File.Delete(CredentialFile);
        using var source = new AimTokenSource(new AimClientOptions { Credentials = Credentials() });
        var token = await source.GetTokenAsync();
        Assert.True(Emulator.State.Requests.Single(r => r.Operation == EmulatorOperation.Token).ClientId == ClientId && token.AccessToken.Reveal().Length > 0);
    }

    [Fact]
    public void Source_IsNotMade_WhenTheCredentialsAreOfAnotherClient() =>
        Assert.Contains("'other-client'", Assert.Throws<ArgumentException>(() => new AimTokenSource(new AimClientOptions { ClientId = "other-client", Credentials = Credentials() })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("http://sms01.plant.example/identitymanager/connect/token")]
    [InlineData("https://localhost/identitymanager/connect/token http://sms01.plant.example/identitymanager/connect/token")]
    [InlineData("/identitymanager/connect/token")]
    public void Source_IsNotMade_WhenTheSecretCannotBeSentToTheEndpoints(string endpoints)
    {
        var credentials = Credentials([.. endpoints.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => new Uri(e, UriKind.RelativeOrAbsolute))]);
        Assert.Contains("https", Assert.Throws<ArgumentException>(() => new AimTokenSource(new AimClientOptions { Credentials = credentials })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    public async Task GetToken_TellsWhichFile_WhenItIsDamaged(string content)
    {
        await File.WriteAllTextAsync(CredentialFile, content);
        Assert.Equal(AimErrors.CredentialsUnusable, (await FailAsync(Source())).Definition);
    }

    [Fact]
    public async Task GetToken_TellsWhichFile_WhenItIsOfAnotherMachineOrAnotherClient()
    {
        Write(protector: new AesDataProtector());
        Assert.Equal(AimErrors.CredentialsUnusable, (await FailAsync(Source())).Definition);

        Write();
        File.Move(CredentialFile, Store.FileOf("other-client"));
        Assert.Equal(AimErrors.CredentialsUnusable, (await FailAsync(Source(o => o.ClientId = "other-client"))).Definition);
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task GetToken_UsesTheNewSecret_WhenTheCredentialsWereReplaced()
    {
        var source = Source();
        var token = await TokenAsync(source);
        await RotateAsync();
        Write();
        Assert.Same(token, await TokenAsync(source));
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        Assert.NotSame(token, await TokenAsync(source));
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Send_TrustsTheNewCertificate_WhenTheCredentialsWereReplacedAndTheTokenServesOn()
    {
        // With a root of its own, as a node has whose certificate was renewed.
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions());
        var source = Source();
        await TokenAsync(source);
        using var http = new HttpClient(source.CreateHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(other.MesAddress));
        Write(trust: new TrustSettings { Certificates = [Emulator.RootCertificate.RawData], Thumbprint = other.RootThumbprint });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(other.MesAddress)).StatusCode)));
        Assert.Equal(1, TokenRequests);

        File.Delete(CredentialFile);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Emulator.MesAddress));
    }

    [Fact]
    public async Task GetToken_UsesTheNewSecretAtOnce_WhenTheOneBeforeWasRefused()
    {
        var source = Source();
        await RotateAsync();
        await FailAsync(source);
        Write();
        await TokenAsync(source);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task GetToken_UsesTheSecretThatWorks_WhileARotationIsUnderWay(bool isChanged, int requests)
    {
        var before = SecretValue;
        if (isChanged)
            await RotateAsync();
        Write(secret: before, next: isChanged ? SecretValue : NewSecret());
        await TokenAsync(Source());
        Assert.Equal(requests, TokenRequests);
    }

    [Fact]
    public async Task GetToken_WaitsForNoOtherServer_WhenOneTakesTheSecondOfTwoSecrets()
    {
        await using var busy = await StartEmulatorAsync();
        busy.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });
        Write([Endpoint(busy), Endpoint(Emulator)], secret: NewSecret(), next: SecretValue);
        await TokenAsync(Source());
        Assert.Equal((1, 2), (busy.State.Requests.Count, TokenRequests));
    }

    [Fact]
    public async Task GetToken_TellsThatTheClientIsRefused_WhenNeitherSecretWorks()
    {
        Write(secret: NewSecret(), next: NewSecret());
        Assert.Equal(AimErrors.TokenNotGranted, (await FailAsync(Source())).Definition);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task GetToken_ReadsAgain_WhenTheFileComesBackAMomentLater()
    {
        var content = await File.ReadAllBytesAsync(CredentialFile);
        File.Delete(CredentialFile);
        var source = Source();
        var waiting = source.GetTokenAsync().AsTask();
        await File.WriteAllBytesAsync(Folder.Combine("again"), content);
        File.Move(Folder.Combine("again"), CredentialFile);
        try
        {
            await waiting;
        }
        catch (AimException)
        {
            // On a machine that is too busy to be quick the next call finds it.
        }
        await TokenAsync(source);
    }

    [Fact]
    public async Task GetToken_AlwaysFindsWholeCredentials_WhileTheyAreBeingReplaced()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                Write();
        });
        var source = Source();
        for (var i = 0; i < 50; i++)
        {
            await TokenAsync(source);
            Time.Advance(TimeSpan.FromSeconds(Lifetime));
        }
        await stop.CancelAsync();
        await writing;
        Assert.Equal(50, TokenRequests);
    }

    [Fact]
    public void Constructor_RefusesOptionsThatMakeNoSense()
    {
        Assert.Throws<ArgumentException>(() => Source(o => o.ClientId = " "));
        Assert.Throws<ArgumentException>(() => Source(o => o.CredentialFolder = ""));
        Assert.Throws<ArgumentException>(() => Source(o => o.Timeout = TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => Source(o => o.Pause = TimeSpan.FromSeconds(-1)));
        if (!OperatingSystem.IsWindows())
            Assert.Throws<PlatformNotSupportedException>(() => Source(o => o.Protector = null));
    }
}
