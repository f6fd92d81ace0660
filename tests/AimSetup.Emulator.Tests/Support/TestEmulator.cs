using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Registration;
using AimSetup.TestSupport;

namespace AimSetup.Emulator.Tests.Support;

/// <summary>An emulator, and a client that trusts its root only.</summary>
public sealed class TestEmulator : IAsyncDisposable
{
    public const string AdministratorPassword = "Admin-Password-7";
    public const string OperatorPassword = "Operator-Password-8";

    private TestEmulator(EmulatorHost host)
    {
        Host = host;
        Http = NewClient(host);
        Control = new HttpClient { BaseAddress = host.ControlAddress };
    }

    public EmulatorHost Host { get; }

    public HttpClient Http { get; }

    public HttpClient Control { get; }

    public EmulatorState State => Host.State;

    public static async Task<TestEmulator> StartAsync(
        RegistrationPolicy? policy = null, string? storageFile = null, string? logFile = null, int port = 0, TimeSpan answerTime = default) =>
        new(await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Port = port,
            CertificateFolder = await SharedCertificates.FolderAsync(),
            StorageFile = storageFile,
            AnswerTime = answerTime,
            LogFile = logFile,
            RegistrationPolicy = policy ?? new RegistrationPolicy(),
            Users =
            [
                EmulatorUser.Administrator(@"PLANT\aimadmin", AdministratorPassword),
                new EmulatorUser(@"PLANT\operator", OperatorPassword, ["Users"]),
            ],
        }));

    /// <summary>A client with connections of its own: a new connection is never retried behind the caller's back.</summary>
    public static HttpClient NewClient(EmulatorHost host)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { host.RootCertificate },
        };
        return new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        })
        {
            BaseAddress = host.BaseAddress,
        };
    }

    public async Task<Answer> GetAsync(string path) => await Answer.ReadAsync(await Http.GetAsync(path));

    public Task<Answer> TokenAsync(params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, "connect/token", new FormUrlEncodedContent(
            form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<Answer> ClientTokenAsync(string clientId, string clientSecret) => TokenAsync(
        ("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", clientSecret));

    public Task<Answer> UserTokenAsync(string user, string password, string scope = "aim.registration") => TokenAsync(
        ("grant_type", "password"), ("username", user), ("password", password), ("scope", scope));

    public async Task<string> AdministratorTokenAsync() =>
        (await UserTokenAsync(@"PLANT\aimadmin", AdministratorPassword))["access_token"];

    public async Task<string> OperatorTokenAsync() =>
        (await UserTokenAsync(@"PLANT\operator", OperatorPassword))["access_token"];

    public Task<Answer> RegisterAsync(JsonObject metadata, string? token) =>
        SendAsync(HttpMethod.Post, "connect/register", JsonContent.Create(metadata), token);

    public async Task<Answer> RegisterAsync(JsonObject metadata) => await RegisterAsync(metadata, await AdministratorTokenAsync());

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return await Answer.ReadAsync(await Http.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Control.Dispose();
        await Host.DisposeAsync();
    }
}
