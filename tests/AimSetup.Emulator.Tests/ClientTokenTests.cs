using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AimSetup.Emulator.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AimSetup.Emulator.Tests;

public sealed class ClientTokenTests
{
    private const string Id = "line1.client";
    private const string Secret = "s&e+c%r=e t\u00e4";

    [Fact]
    public async Task Token_IsSignedByThePublishedKey_WhenGranted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret, accessTokenLifetime: 86400);

        var answer = await emulator.ClientTokenAsync(Id, Secret);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("Bearer", answer["token_type"]);
        Assert.Equal("system", answer["scope"]);
        Assert.Equal(86400, (int)answer.Json["expires_in"]!);
        var keys = new JsonWebKeySet((await emulator.GetAsync(".well-known/openid-configuration/jwks")).Text);
        var issuer = emulator.Host.BaseAddress.ToString().TrimEnd('/');
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(answer["access_token"], new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = issuer + "/resources",
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal(keys.Keys.Single().Kid, token.Kid);
        Assert.Equal(Id, token.GetClaim("client_id").Value);
        Assert.Equal("system", token.GetClaim("scope").Value);
        Assert.NotEmpty(token.Id);
        Assert.Equal(TimeSpan.FromSeconds(86400), token.ValidTo - token.IssuedAt);
    }

    [Fact]
    public async Task Token_IsGranted_WhenTheClientAuthenticatesByHeader()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret);

        Assert.Equal(HttpStatusCode.OK, (await ByHeaderAsync(emulator, Id, Secret)).Status);
    }

    [Fact]
    public async Task Token_IsTheSameInvalidClient_WhenTheClientIsUnknownOrItsSecretWrongOrItIsDisabled()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret);
        emulator.State.AddClient("disabled", Secret, enabled: false);

        Answer[] answers =
        [
            await emulator.ClientTokenAsync("unknown", Secret),
            await emulator.ClientTokenAsync(Id, "wrong"),
            await emulator.ClientTokenAsync(Id.ToUpperInvariant(), Secret),
            await emulator.ClientTokenAsync("disabled", Secret),
            await emulator.TokenAsync(("grant_type", "client_credentials"), ("client_id", Id)),
            await emulator.TokenAsync(("grant_type", "client_credentials")),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.All(answers, answer => Assert.Equal("""{"error":"invalid_client"}""", answer.Text));
    }

    [Fact]
    public async Task Token_IsChallenged_WhenTheHeaderHoldsAWrongSecret()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret);

        var answer = await ByHeaderAsync(emulator, Id, "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("invalid_client", answer.Error);
        Assert.StartsWith("Basic ", answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsUnauthorizedClient_WhenTheGrantIsNotTheClients()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret, grantTypes: ["authorization_code"]);

        await AssertErrorAsync("unauthorized_client", emulator.ClientTokenAsync(Id, Secret));
    }

    [Theory]
    [InlineData("system", "system profile", "system")]
    [InlineData("openid system", "openid system", "system")]
    [InlineData("profile", "openid profile", null)]
    [InlineData("other", "system", null)]
    [InlineData("System", "system", null)]
    [InlineData("", "openid profile", null)]
    [InlineData("", "openid system profile", "system")]
    public async Task Token_HasTheScopesThatAreAllowed_WhenAsked(string asked, string allowed, string? granted)
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret, scopes: allowed.Split(' '));

        var answer = emulator.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", Id), ("client_secret", Secret), ("scope", asked));

        if (granted is null)
            await AssertErrorAsync("invalid_scope", answer);
        else
            Assert.Equal(granted, (await answer)["scope"]);
    }

    [Fact]
    public async Task Token_IsInvalidRequest_WhenTheRequestIsMalformed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient(Id, Secret);
        using var multipart = new MultipartFormDataContent { { new StringContent("client_credentials"), "grant_type" } };
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");

        await AssertErrorAsync("invalid_request", emulator.SendAsync(HttpMethod.Post, "connect/token", multipart));
        await AssertErrorAsync("invalid_request", emulator.SendAsync(HttpMethod.Post, "connect/token", json));
        await AssertErrorAsync("invalid_request", emulator.SendAsync(HttpMethod.Post, "connect/token"));
        await AssertErrorAsync("invalid_request", emulator.TokenAsync(("client_id", Id), ("client_secret", Secret)));
        await AssertErrorAsync("invalid_request", emulator.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", Id), ("client_id", Id), ("client_secret", Secret)));
        await AssertErrorAsync("invalid_request", ByHeaderAsync(emulator, Id, Secret, ("client_secret", Secret)));
    }

    [Fact]
    public async Task Token_IsUnsupportedGrantType_WhenTheGrantIsUnknown()
    {
        await using var emulator = await TestEmulator.StartAsync();

        await AssertErrorAsync("unsupported_grant_type", emulator.TokenAsync(("grant_type", "device"), ("client_id", Id)));
    }

    [Fact]
    public async Task Token_IsNotServed_WhenTheBodyIsTooLong()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token") { Content = new FormUrlEncodedContent([new("grant_type", new string('x', 100_000))]) };

        // Its announced length is refused; a body that is under way could meet a closed connection instead of the answer.
        request.Headers.ExpectContinue = true;
        using var answer = await emulator.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task AssertErrorAsync(string error, Task<Answer> task)
    {
        var answer = await task;
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, answer.Error);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static async Task<Answer> ByHeaderAsync(
        TestEmulator emulator, string id, string secret, params (string Name, string Value)[] more)
    {
        var pair = $"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token")
        {
            Content = new FormUrlEncodedContent(
                [KeyValuePair.Create("grant_type", "client_credentials"), .. more.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        return await Answer.ReadAsync(await emulator.Http.SendAsync(request));
    }
}
