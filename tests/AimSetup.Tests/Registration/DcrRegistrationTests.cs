using System.Collections.Concurrent;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Tests.Transactions;
using AimSetup.Transactions;
using Microsoft.Extensions.Logging;

namespace AimSetup.Tests.Registration;

/// <summary>Dynamic registration at servers of several kinds.</summary>
public sealed class DcrRegistrationTests : TransactionTest
{
    private readonly Recorder _recorder = new();

    private int Registrations => Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Register);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Apply_Registers_WhetherNoResponseTypesArePermittedOrNot(bool isPermitted, int requests)
    {
        Emulator.State.RegistrationPolicy.AcceptNoResponseTypes = isPermitted;
        Assert.Equal(Outcome.Created, (await RegisterAsync(Account)).Outcome);
        Assert.Equal(requests, Registrations);
        Assert.Empty(_recorder.Lines);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client_metadata"}""", 2)]
    [InlineData(400, """{"error":"invalid_request","error_description":"Response types must not be empty"}""", 2)]
    [InlineData(422, """{"errors":{"ResponseTypes":["The list is empty."]}}""", 2)]
    [InlineData(403, """{"error":"insufficient_scope"}""", 1)]
    public async Task Apply_AsksOnceMore_WhenResponseTypesMayBeWhatIsRefused(int status, string body, int requests)
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = status, Body = body });
        var refused = await Assert.ThrowsAsync<AimException>(() => RegisterAsync(Account));
        Assert.Equal((status == 403 ? AimErrors.AccountNotPermitted : AimErrors.RegistrationRefused, requests), (refused.Error.Definition, Registrations));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData("the scope is not known", "the scope is not known")]
    [InlineData("response_types must not be empty", "redirect_uris is required")]
    public async Task Apply_TellsTheReasonThatIsNotAboutResponseTypes(string first, string told)
    {
        foreach (var reason in (string[])[first, "redirect_uris is required"])
            Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 400, Times = 1, Body = $$"""{"error":"invalid_client_metadata","error_description":"{{reason}}"}""" });
        var refused = await Assert.ThrowsAsync<AimException>(() => RegisterAsync(Account));
        Assert.Equal((AimErrors.RegistrationRefused, 2), (refused.Error.Definition, Registrations));
        Assert.Contains(told, refused.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_TellsWhatTheServerRegisteredOtherwise()
    {
        Emulator.State.RegistrationPolicy.Scopes = ["system"];
        Emulator.State.RegistrationPolicy.SecretsEnd = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
        Assert.Equal(Outcome.Created, (await RegisterAsync(Account)).Outcome);
        var start = $"{Server.BaseAddress.AbsoluteUri.TrimEnd('/')} registered the client '{ClientId}' otherwise than asked for: ";
        Assert.Equal(
            [
                start + "scopes 'system' instead of 'openid system profile'.",
                start + "its secret ends at 2031-02-03 04:05:06Z (client_secret_expires_at), and nobody gets a token with it after that: replace it before by 'aimsetup rotate', or have that server let it last.",
            ],
            _recorder.Lines);
    }

    [Fact]
    public async Task Apply_SaysHowTheServerWantsTheSecret_WhenNoTokenIsGrantedForThat()
    {
        Emulator.State.RegistrationPolicy.AuthMethod = "client_secret_basic";
        var failed = await Assert.ThrowsAsync<AimException>(() => RegisterAsync(Account));
        Assert.Equal(AimErrors.VerificationFailed, failed.Error.Definition);
        Assert.Contains("invalid_client (that server registered it with token_endpoint_auth_method 'client_secret_basic', ", failed.Error.Text, StringComparison.Ordinal);
        Assert.EndsWith(": token_endpoint_auth_method 'client_secret_basic' instead of client_secret_post.", Assert.Single(_recorder.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_KeepsTheResponseTypesOfTheServer_WhenThePlanIsUpdate()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"], ["authorization_code", "client_credentials"]);
        Assert.Equal(Outcome.Updated, (await RegisterAsync(Account, ExistingClientPolicy.Update)).Outcome);
        Assert.Equal(["authorization_code", "client_credentials"], Emulator.State.FindClient(ClientId)!.GrantTypes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_Registers_WhenTheInitialAccessTokenIsForRegistrationsOnly(bool isForbidden)
    {
        Emulator.State.RegistrationPolicy.InitialAccessTokens = ["initial-access-token"];
        Emulator.State.RegistrationPolicy.ForbidInitialAccessTokens = isForbidden;
        Assert.Equal(Outcome.Created, (await RegisterAsync(new() { InitialAccessToken = new Secret("initial-access-token") })).Outcome);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheAccountMayNotLook()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 403 });
        Assert.Equal(AimErrors.AccountNotPermitted, (await PlanAsync(Request(Account))).Error!.Definition);
    }

    private async Task<TransactionResult> RegisterAsync(RegistrarCredentials credentials, ExistingClientPolicy existing = ExistingClientPolicy.Adopt)
    {
        var plan = await PlanAsync(Request(credentials, existing));
        Assert.Null(plan.Error);
        using var http = Connect();
        var registrars = new RegistrarFactory(http, _recorder) { Credentials = credentials };
        return await new RegistrationChange(Journal, http, registrars).ApplyAsync(EntryFor(plan), ClientSecret, isSecretNew: false, existing);
    }

    private sealed class Recorder : ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    }
}
