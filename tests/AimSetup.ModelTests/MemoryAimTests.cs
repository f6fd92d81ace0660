using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.ModelTests.Steps;
using AimSetup.TestSupport;

namespace AimSetup.ModelTests;

/// <summary>What the random runs are played against answers as the emulator does, of which the real HTTPS tests are.</summary>
public sealed class MemoryAimTests : IDisposable
{
    private const string Client = "client-0";

    // What the actions read of an answer.
    private static readonly string[] Read = ["error", "client_id", "software_id", "access_token_lifetime", "scope", "grant_types", "token_type", "expires_in"];
    private static readonly string[] OnlyThere = ["registration_access_token", "registration_client_uri", "access_token", "registration_endpoint", "token_endpoint"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_AreThoseOfTheEmulator()
    {
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Users = [EmulatorUser.Administrator(MemoryAim.Administrator, ModelSecrets.Password)] });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate is not null };
        using var http = new HttpClient(handler);
        var expected = await AskAsync(http, new Uri(emulator.BaseAddress, "/identitymanager"));

        var machine = new Machine(0, _folder.Path, _ => null!) { Meanwhile = _ => { } };
        using var memory = new HttpClient(new MemoryHttp(new MemoryAim(AimProfile.Dcr), machine, new VirtualClock(seed: 1)));
        var session = new InstallerSession(machine, null, new Dictionary<string, string>(), "");
        var job = new Job(JobKind.Install, 0, 0, WrongSecret: false, WithAccount: true, "adopt");
        var transaction = new Transaction(machine, new Start(0, job, Trouble.None, Trouble.None, Trouble.None), Package.Of(0, 0)) { Planned = session };
        IReadOnlyList<string> actual = [];
        machine.Act(transaction, session, Trouble.None, (_, _) =>
        {
            actual = AskAsync(memory, new Uri(MemoryAim.Address)).GetAwaiter().GetResult();
            return ActionResult.Success;
        });

        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
        Assert.Contains(expected, e => e.Contains("201", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> AskAsync(HttpClient http, Uri server)
    {
        List<string> answers = [];
        await SendAsync("discovery", HttpMethod.Get, "/.well-known/openid-configuration", "", null);
        await TokenAsync("a password that is wrong", Password("no"));
        await TokenAsync("a client that nobody registered", ClientCredentials(ModelSecrets.Client));
        var administrator = Text(await TokenAsync("the administrator", Password(ModelSecrets.Password)), "access_token");

        const string register = "/connect/register";
        const string managed = register + "/" + Client;
        await SendAsync("registers without a token", HttpMethod.Post, register, "none", Metadata("mark", 3600));
        await SendAsync("looks for what is not there, as administrator", HttpMethod.Get, managed, administrator, null);
        await SendAsync("looks for what is not there, with another token", HttpMethod.Get, managed, "none", null);
        var created = await SendAsync("registers", HttpMethod.Post, register, administrator, Metadata("mark", 3600, ModelSecrets.Client));
        var manager = Text(created, "registration_access_token");
        await SendAsync("registers again", HttpMethod.Post, register, administrator, Metadata("other", 3600, ModelSecrets.Client));
        foreach (var (name, token) in new[] { ("its maker", manager), ("administrator", administrator), ("nobody", "none") })
        {
            await SendAsync($"looks as {name}", HttpMethod.Get, managed, token, null);
            await SendAsync($"changes as {name}", HttpMethod.Put, managed, token, Metadata("mark in use", 7200));
        }
        await TokenAsync("the client", ClientCredentials(ModelSecrets.Client));
        await TokenAsync("the client with another secret", ClientCredentials(ModelSecrets.Wrong));
        await SendAsync("removes as nobody", HttpMethod.Delete, managed, "none", null);
        await SendAsync("removes as its maker", HttpMethod.Delete, managed, manager, null);
        await SendAsync("removes again as its maker", HttpMethod.Delete, managed, manager, null);
        await SendAsync("removes again as administrator", HttpMethod.Delete, managed, administrator, null);
        await TokenAsync("the client that is gone", ClientCredentials(ModelSecrets.Client));
        return answers;

        Task<JsonObject?> TokenAsync(string what, string form) => AnswerAsync("token for " + what, new HttpRequestMessage(HttpMethod.Post, Address("/connect/token"))
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        });

        Task<JsonObject?> SendAsync(string what, HttpMethod method, string path, string token, JsonObject? body)
        {
            var request = new HttpRequestMessage(method, Address(path)) { Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            if (token.Length > 0)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return AnswerAsync(what, request);
        }

        async Task<JsonObject?> AnswerAsync(string what, HttpRequestMessage request)
        {
            using (request)
            using (var answer = await http.SendAsync(request).ConfigureAwait(false))
            {
                var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
                var document = text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
                var members = document is null ? [] : Read.Where(n => document.ContainsKey(n) && !(n == "scope" && document.ContainsKey("access_token"))).Select(n => $"{n}={document[n]!.ToJsonString()}")
                    .Concat(OnlyThere.Where(document.ContainsKey));
                answers.Add($"{what}: {(int)answer.StatusCode} {string.Join(' ', members)}");
                return document;
            }
        }

        Uri Address(string path) => new(server.AbsoluteUri.TrimEnd('/') + path);
    }

    private static string Text(JsonObject? document, string name) => (string)document![name]!;

    private static JsonObject Metadata(string mark, int lifetime, string? secret = null)
    {
        var document = new JsonObject
        {
            ["client_id"] = Client,
            ["client_name"] = Client,
            ["grant_types"] = new JsonArray("client_credentials"),
            ["response_types"] = new JsonArray(),
            ["token_endpoint_auth_method"] = "client_secret_post",
            ["scope"] = "openid system profile",
            ["access_token_lifetime"] = lifetime,
            ["software_id"] = mark,
        };
        if (secret is not null)
            document["client_secret"] = secret;
        return document;
    }

    private static string Password(string password) => Form(("grant_type", "password"), ("username", MemoryAim.Administrator), ("password", password), ("client_id", "any"));

    private static string ClientCredentials(string secret) => Form(("grant_type", "client_credentials"), ("client_id", Client), ("client_secret", secret));

    private static string Form(params (string Name, string Value)[] members) => string.Join('&', members.Select(m => $"{m.Name}={Uri.EscapeDataString(m.Value)}"));
}
