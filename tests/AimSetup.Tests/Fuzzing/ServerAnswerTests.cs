using System.Text;
using System.Text.Json;
using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Tokens;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Fuzzing;

/// <summary>Whatever a server answers, the core comes to a defined end. Also answers that give back what was sent in secret.</summary>
public sealed class ServerAnswerTests : IDisposable
{
    private const string Discovery =
        """{"issuer":"https://sms01/identitymanager","token_endpoint":"https://sms01/identitymanager/connect/token","registration_endpoint":"https://sms01/identitymanager/connect/register","scopes_supported":["openid","system"]}""";

    private const string GrantedToken = """{"access_token":"eyJhbGciOiJub25lIn0.e30.","expires_in":3600,"token_type":"Bearer","scope":"openid system"}""";

    private static readonly string Client =
        $$"""{"client_id":"line7-client","client_secret":"{{Defined.SecretValue}}","client_name":"line7-client","grant_types":["client_credentials"],"token_endpoint_auth_method":"client_secret_post","scope":"openid system profile","access_token_lifetime":86400,"software_id":"AimSetup 0123","registration_client_uri":"https://sms01/identitymanager/connect/register/line7-client","registration_access_token":"a-token","client_id_issued_at":1,"x":{"y":[1,null]} }""";

    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public Task Discovery_EndsDefined_WhateverTheServerAnswers() => Fuzz.CheckAsync(150, async random =>
    {
        Serve(random, Discovery);
        using var http = Connect();
        var document = await Defined.ResultAsync(() => new DiscoveryClient(http, NullLogger.Instance).GetAsync(_server.Address));
        Assert.True(document is null || (AimServerAddress.IsSafe(document.TokenEndpoint) && document.TokenEndpoint.AbsoluteUri.Length < 10_000));
    });

    [Fact]
    public Task Token_EndsDefined_WhateverTheServerAnswers() => Fuzz.CheckAsync(150, async random =>
    {
        Serve(random, GrantedToken, Refusal(Defined.SecretValue));
        using var http = Connect();
        var answer = await Defined.ResultAsync(() => new TokenClient(http).ClientCredentialsAsync(new Uri(_server.Address.BaseAddress, "connect/token"), "line7-client", Defined.ClientSecret));
        Defined.AssertNoSecret($"{answer?.ErrorCode} {answer?.ErrorText}");
        Assert.True(answer is null || answer.IsGranted != answer.ErrorCode is not null);
    });

    [Fact]
    public Task Registration_EndsDefined_WhateverTheServerAnswers() => Fuzz.CheckAsync(150, async random =>
    {
        Serve(random, Client, Refusal(Defined.SecretValue, Defined.Password, Defined.Token), GrantedToken);
        using var http = Connect();
        var created = await Defined.ResultAsync(() => Registrar(http).CreateAsync(Wanted, Defined.ClientSecret, "AimSetup 0123", default));
        if (created?.Receipt is { } receipt)
            Assert.DoesNotContain(receipt.ClientId, char.IsControl);
    });

    [Fact]
    public Task StateOfAClient_EndsDefined_WhateverTheServerAnswers() => Fuzz.CheckAsync(150, async random =>
    {
        Serve(random, Client, Refusal(Defined.Password, Defined.Token));
        using var http = Connect();
        var found = await Defined.ResultAsync(() => Registrar(http).FindAsync("line7-client", default));
        if (found?.Client is not { } client)
            return;
        var differences = client.Settings.DescribeDifferenceTo(Wanted);
        Assert.DoesNotContain(differences, char.IsControl);
        Assert.True(differences.Length < 1000);

        // What was read is written back: with changes, and as it was.
        Serve(random, Client, Refusal(Defined.Password, Defined.Token));
        await Defined.ResultAsync(() => ToResult(Registrar(http).UpdateAsync(client, Wanted, default)));
        await Defined.ResultAsync(() => ToResult(Registrar(http).RestoreAsync(client, client.State, default)));
    });

    [Fact]
    public Task Removal_EndsDefined_WhateverTheServerAnswers() => Fuzz.CheckAsync(100, async random =>
    {
        Serve(random, Client, Refusal(Defined.Password, Defined.Token), GrantedToken);
        using var http = Connect();
        var uri = new Uri(_server.Address.BaseAddress, "connect/register/line7-client");
        await Defined.ResultAsync(async () => (object)await Registrar(http).RemoveAsync(new RegistrationReceipt { ClientId = "line7-client", ManagementUri = uri, ManagementToken = new Secret("a-token") }, default));
    });

    [Fact]
    public Task Request_EndsDefined_WhenTheServerBreaksTheRulesOfHttp() => Fuzz.CheckAsync(150, async random =>
    {
        var whole = CannedServer.Http(200, "application/json", Encoding.UTF8.GetBytes(random.Pick([GrantedToken, Refusal(Defined.SecretValue)])));
        byte[][] echoes =
        [
            whole,
            Encoding.UTF8.GetBytes($"POST /identitymanager/connect/token client_secret={Uri.EscapeDataString(Defined.SecretValue)} {Defined.SecretValue}\r\n\r\n"),
            Encoding.UTF8.GetBytes($"HTTP/1.1 200 {Defined.SecretValue}\r\n{Defined.SecretValue}\r\n\r\n"),
            Encoding.UTF8.GetBytes($"HTTP/1.1 401 x\r\nContent-Type: {Defined.SecretValue}\r\nWWW-Authenticate: {Defined.SecretValue}\r\nContent-Length: 0\r\n\r\n"),
        ];
        var echo = random.Pick(echoes);
        _server.Answer = random.Next(3) == 0 ? echo : Mutation.Bytes(random, echo);
        using var http = Connect();
        await Defined.ResultAsync(() => new TokenClient(http).ClientCredentialsAsync(new Uri(_server.Address.BaseAddress, "connect/token"), "line7-client", Defined.ClientSecret));
    });

    // As a server answers that writes back what it got.
    private static string Refusal(params string[] sent) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["error"] = "invalid_client",
        ["error_description"] = "wrong: " + string.Join(" or ", sent),
        ["error_uri"] = "https://sms01/" + string.Join('/', sent.Select(Uri.EscapeDataString)),
    });

    private static ClientSettings Wanted => new() { ClientId = "line7-client", TokenLifetime = 3600, Scopes = ["openid", "system"] };

    private static AimHttpClient Connect() =>
        new(TrustSettings.Machine, new TimeBudget(TimeSpan.FromMinutes(2)), NullLogger.Instance, TimeSpan.FromHours(1));

    private static async Task<object> ToResult(Task task)
    {
        await task;
        return task;
    }

    private IClientRegistrar Registrar(AimHttpClient http) => new RegistrarFactory(http, NullLogger.Instance)
    {
        Credentials = new RegistrarCredentials { UserName = @"PLANT\aimadmin", Password = new Secret(Defined.Password), AccessToken = new Secret(Defined.Token) },
    }.Create(RegistrarFactory.DynamicClientRegistration, new AimEndpoints
    {
        Server = _server.Address.ToString(),
        TokenEndpoint = new Uri(_server.Address.BaseAddress, "connect/token"),
        AdministratorTokenEndpoint = new Uri(_server.Address.BaseAddress, "connect/token"),
        RegistrationEndpoint = new Uri(_server.Address.BaseAddress, "connect/register"),
    });

    private void Serve(Random random, params string[] bodies)
    {
        var body = Encoding.UTF8.GetBytes(Mutation.Text(random, random.Pick(bodies)));
        var status = random.Pick([200, 200, 200, 200, 201, 204, 301, 400, 400, 401, 403, 404, 405, 409, 418, 500, 503, 599]);
        _server.Answer = CannedServer.Http(status, random.Pick(["application/json", "text/html; charset=x", "x", "application/json;"]), random.Next(4) == 0 ? Mutation.Bytes(random, body) : body);
    }
}
