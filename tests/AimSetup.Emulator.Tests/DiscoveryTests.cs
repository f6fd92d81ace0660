using System.Net;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class DiscoveryTests
{
    private const string Document = ".well-known/openid-configuration";

    [Theory]
    [InlineData("/identitymanager")]
    [InlineData("/IdentityManager/")]
    public async Task Welcome_LinksToTheDiscoveryDocument_WhenAsked(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains($"href=\"{emulator.Host.BaseAddress}{Document}\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_NamesTheEndpoints_WhenAsked()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var issuer = emulator.Host.BaseAddress.ToString().TrimEnd('/');

        var answer = await emulator.GetAsync(Document);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(issuer, answer["issuer"]);
        Assert.Equal(issuer + "/connect/authorize", answer["authorization_endpoint"]);
        Assert.Equal(issuer + "/connect/token", answer["token_endpoint"]);
        Assert.Equal(issuer + "/connect/register", answer["registration_endpoint"]);
        Assert.Equal(issuer + "/.well-known/openid-configuration/jwks", answer["jwks_uri"]);
        Assert.Equal(["openid", "profile", "system"], answer.Json["scopes_supported"]!.AsArray().GetValues<string>());
        Assert.Contains("client_credentials", answer.Json["grant_types_supported"]!.AsArray().GetValues<string>());
        Assert.Equal(
            ["client_secret_post", "client_secret_basic"],
            answer.Json["token_endpoint_auth_methods_supported"]!.AsArray().GetValues<string>());
    }

    [Fact]
    public async Task Discovery_IsServed_WhenThePathDiffersInCase()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.GetAsync("/IDENTITYMANAGER/.Well-Known/OpenID-Configuration");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Discovery_IsNotFound_WhenItIsNotOffered()
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { OfferDiscovery = false });

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(Document)).Status);
        Assert.DoesNotContain("href", (await emulator.GetAsync("/identitymanager")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_NamesNoRegistrationEndpoint_WhenItIsNotOffered()
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { OfferRegistration = false });

        Assert.False((await emulator.GetAsync(Document)).Json.ContainsKey("registration_endpoint"));
    }

    [Fact]
    public async Task Jwks_HoldsNoPrivateParts_WhenAsked()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var key = (await emulator.GetAsync(Document + "/jwks")).Json["keys"]!.AsArray().Single()!.AsObject();

        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(member => member.Key).Order());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/identitymanager/other")]
    [InlineData("/identitymanager/connect/token")]
    public async Task Get_IsNotFound_WhenThePathIsNotServed(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(path)).Status);
    }
}
