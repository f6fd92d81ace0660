using System.Net.Sockets;
using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Registration.Dcr;
using AimSetup.Secrets;
using AimSetup.TestSupport.Clocks;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Registration;

/// <summary>Removal at servers that use what RFC 7592 permits and the emulator does not do.</summary>
public sealed class DcrRemovalTests
{
    private const string Mark = "AimSetup 1";
    private const string Token = "the-token-of-the-registration";
    private static readonly Uri Registration = new("https://sms01.plant.example/register");
    private static readonly Uri AtQuery = new("https://sms01.plant.example/register?client_id=line7");

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Remove_GoesByTheLatestToken_WhenEachLookBringsAnother(int refusals)
    {
        var server = new ManagementHandler(AtQuery, "line7", Mark, Token) { Refusals = refusals };

        Assert.Equal(RemovalEffect.Removed, await RemoveAsync(server, AtQuery, null));
        Assert.False(server.IsThere);
    }

    [Fact]
    public async Task Remove_TellsOfEachTokenBeforeItIsUsed_SoThatALaterOneHasTheRight()
    {
        var server = new ManagementHandler(AtQuery, "line7", Mark, Token);
        var told = new List<string>();
        var receipt = new RegistrationReceipt { ClientId = "line7", Mark = Mark, ManagementUri = AtQuery, ManagementToken = new Secret(Token) };
        receipt.Renewed = () => told.Add(receipt.ManagementToken!.Reveal());
        server.Failure = method => method == HttpMethod.Delete && told.Contains(server.Token) ? Fails("off") : null;
        await Assert.ThrowsAsync<AimException>(() => RemoveAsync(server, receipt, null));
        Assert.Equal(server.Token, told[^1]);
        Assert.True(server.IsThere);

        server.Failure = _ => null;
        var later = new RegistrationReceipt { ClientId = "line7", Mark = Mark, ManagementUri = AtQuery, ManagementToken = new Secret(told[^1]) };
        Assert.Equal(RemovalEffect.Removed, await RemoveAsync(server, later, null));
    }

    [Fact]
    public async Task Remove_IsNotPermitted_WhenTheTokenIsRefusedAndClientsAreManagedElsewhere()
    {
        var server = new ManagementHandler(AtQuery, "line7", Mark, Token) { Token = "another" };

        var e = await Assert.ThrowsAsync<AimException>(() => RemoveAsync(server, AtQuery, Initial));

        Assert.Equal(AimErrors.AccountNotPermitted, e.Error.Definition);
        Assert.DoesNotContain(Token, e.ToString(), StringComparison.Ordinal);
        Assert.True(server.IsThere);
    }

    [Theory]
    [InlineData("https://sms01.plant.example/register/line7")]
    [InlineData("https://sms01.plant.example/register?client_id=line7")]
    public async Task Remove_FindsTheClientGone_WhenTheTokenIsRefusedAndThereIsNoneAtItsAddress(string address)
    {
        var gone = new RegistrationGoneHandler();

        Assert.Equal(RemovalEffect.Removed, await RemoveAsync(gone, new Uri(address), Initial));
    }

    [Theory]
    [InlineData("", "lost", false)]
    [InlineData("", "off", false)]
    [InlineData("off", "", false)]
    [InlineData("off", "lost", false)]
    [InlineData("503", "lost", true)]
    [InlineData("lost", "", true)]
    [InlineData("lost", "off", true)]
    public async Task Remove_SaysWhetherARemovalMayHaveReachedTheServer_WhenItFails(string removal, string look, bool expected)
    {
        var looks = 0;
        var server = new ManagementHandler(AtQuery, "line7", Mark, Token) { Refusals = removal == "503" ? int.MaxValue : 0 };
        server.Failure = method => method == HttpMethod.Delete ? Fails(removal) : looks++ > 0 || removal.Length == 0 ? Fails(look) : null;

        var e = await Assert.ThrowsAsync<AimException>(() => RemoveAsync(server, AtQuery, null));

        Assert.Equal(expected, e.MayHaveTakenEffect);
        Assert.True(server.IsThere);
    }

    // A machine that is off, or a firewall, shows as TimedOut on Windows.
    private static HttpRequestException? Fails(string how) => how switch
    {
        "off" => new HttpRequestException(HttpRequestError.ConnectionError, "no connection", new SocketException((int)SocketError.TimedOut)),
        "lost" => new HttpRequestException("no answer", new SocketException((int)SocketError.TimedOut)),
        _ => null,
    };

    private static RegistrarCredentials Initial => new() { InitialAccessToken = new Secret("the-initial-access-token") };

    private static Task<RemovalEffect> RemoveAsync(HttpMessageHandler server, Uri address, RegistrarCredentials? credentials) =>
        RemoveAsync(server, new RegistrationReceipt { ClientId = "line7", Mark = Mark, ManagementUri = address, ManagementToken = new Secret(Token) }, credentials);

    private static async Task<RemovalEffect> RemoveAsync(HttpMessageHandler server, RegistrationReceipt receipt, RegistrarCredentials? credentials)
    {
        using var http = new AimHttpClient(server, new TimeBudget(TimeSpan.FromSeconds(30), new PassingClock()), NullLogger.Instance);
        var tokens = new Uri(Registration, "token");
        var endpoints = new AimEndpoints { Server = "https://sms01.plant.example", TokenEndpoint = tokens, AdministratorTokenEndpoint = tokens, RegistrationEndpoint = Registration };
        return await new DcrRegistrar(http, endpoints, credentials, NullLogger.Instance).RemoveAsync(receipt, CancellationToken.None);
    }
}
