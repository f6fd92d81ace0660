using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Registration.Dcr;
using AimSetup.Secrets;
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

    private static RegistrarCredentials Initial => new() { InitialAccessToken = new Secret("the-initial-access-token") };

    private static async Task<RemovalEffect> RemoveAsync(HttpMessageHandler server, Uri address, RegistrarCredentials? credentials)
    {
        using var http = new AimHttpClient(server, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance);
        var tokens = new Uri(Registration, "token");
        var endpoints = new AimEndpoints { Server = "https://sms01.plant.example", TokenEndpoint = tokens, AdministratorTokenEndpoint = tokens, RegistrationEndpoint = Registration };
        var receipt = new RegistrationReceipt { ClientId = "line7", Mark = Mark, ManagementUri = address, ManagementToken = new Secret(Token) };
        return await new DcrRegistrar(http, endpoints, credentials).RemoveAsync(receipt, CancellationToken.None);
    }
}
