using System.Runtime.Versioning;
using System.Text;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;

namespace AimSetup.Cli.Tests.Support;

/// <summary>
/// A test that runs the program against an emulator of its own. At the end no secret may be in anything that the program wrote
/// to its streams, its journal, or the stored credentials.
/// </summary>
public abstract class CliScenario : IAsyncLifetime
{
    protected const string ClientId = "line7-client";
    protected const string User = @"PLANT\aimadmin";
    protected const string ClientSecret = "s3cret of-the client, quite odd: %&+='ü\"";
    protected const string NewSecret = "the new s3cret, as odd: %&+=' ß\"";
    protected const string Password = "pässword of the administrator 4711";

    private static readonly string[] Names = ["localhost", "127.0.0.1"];

    private static readonly TimeSpan TimeToHear = TimeSpan.FromSeconds(5);

    private readonly SecretScan _scan = new();
    private readonly List<string> _written = [];

    protected EmulatorHost Emulator { get; private set; } = null!;

    protected TemporaryFolder Folder { get; } = new();

    protected Dictionary<string, string> Environment { get; } = [];

    protected string Server => Emulator.BaseAddress.AbsoluteUri;

    protected string Journal => Folder.Combine("state", "aimsetup", "journal");

    /// <summary>The folder of the credentials that are stored for applications.</summary>
    protected string Clients => Path.Combine(Journal, "clients");

    /// <summary>What every command that talks to the server gets.</summary>
    protected string[] Connection => ["--server", Server, "--client", ClientId, "--ca-file", "root.cer"];

    /// <summary>The account.</summary>
    protected static string[] Account => ["--user", User, "--password-file", "password.txt"];

    public async Task InitializeAsync()
    {
        Emulator = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            AdministratorPassword = Password,
            CertificateFolder = await SharedCertificates.FolderAsync(Names),
            CertificateNames = Names,
            RootFile = Folder.Combine("root.cer"),
        });
        Folder.Write("secret.txt", ClientSecret + "\n");
        Folder.Write("new.txt", NewSecret);
        Folder.Write("password.txt", Password);
        Environment["XDG_STATE_HOME"] = Folder.Combine("state");
        Environment["NO_COLOR"] = "1";
        _scan.Add("the client secret", ClientSecret);
        _scan.Add("the new client secret", NewSecret);
        _scan.Add("the password", Password);
        _scan.Add("an access token", "eyJhbGciOi");
    }

    public async Task DisposeAsync()
    {
        await Emulator.DisposeAsync();
        try
        {
            var files = Directory.Exists(Journal) ? Directory.GetFiles(Journal, "*", SearchOption.AllDirectories) : [];
            Assert.Empty(_scan.Search("output", string.Join('\n', _written)).Concat(_scan.Search(files)));
        }
        finally
        {
            Folder.Dispose();
        }
    }

    private protected Task<CliRun> RunAsync(params string[] arguments) => RunWithAsync("", arguments);

    private protected Task<CliRun> RunWithAsync(string input, params string[] arguments) => RunWithAsync(Encoding.UTF8.GetBytes(input), arguments);

    private protected async Task<CliRun> RunWithAsync(byte[] input, params string[] arguments)
    {
        var run = await CliProcess.RunAsync(Folder.Path, Environment, input, arguments);
        _written.Add(run.Output);
        _written.Add(run.Error);
        return run;
    }

    /// <summary>Kills the program while it waits for the second answer to a request for a token: the proof after the change.</summary>
    private protected Task KillAtProofAsync(params string[] arguments) => KillAtTokenAsync(before: 1, arguments);

    private protected Task KillAtTokenAsync(int before, params string[] arguments) => KillAtTokenAsync(before, () => Task.CompletedTask, arguments);

    /// <summary>Kills the program while it waits for the answer to a request for a token.</summary>
    /// <param name="before">How many such requests it makes before.</param>
    /// <param name="meanwhile">What is done while it waits.</param>
    /// <param name="arguments">The command.</param>
    private protected async Task KillAtTokenAsync(int before, Func<Task> meanwhile, params string[] arguments)
    {
        var fault = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = int.MaxValue, Skip = before, Times = 1 };
        Emulator.State.Faults.Add(fault);
        var run = await CliProcess.KillAsync(Folder.Path, Environment, () => fault.Hits > 0, meanwhile, arguments);
        _written.Add(run.Output);
        _written.Add(run.Error);
        Assert.True(fault.Hits == 1, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output} {run.Error}");
    }

    /// <summary>Interrupts the program while it waits for the answer to a removal, which comes long after the signal was sent.</summary>
    [UnsupportedOSPlatform("windows")]
    private protected Task<CliRun> InterruptAtRemovalAsync(params string[] arguments) => InterruptAsync(EmulatorOperation.Delete, () => { }, arguments);

    /// <summary>Interrupts the program while it waits for an answer, after what is done meanwhile.</summary>
    [UnsupportedOSPlatform("windows")]
    private protected async Task<CliRun> InterruptAsync(EmulatorOperation operation, Action meanwhile, params string[] arguments)
    {
        var fault = new Fault { Operation = operation, Kind = FaultKind.Delay, Milliseconds = int.MaxValue, Times = 1 };
        Emulator.State.Faults.Add(fault);
        // Nobody sees when the program has heard the signal: only then the answer may come.
        async Task ReleaseAsync()
        {
            await Task.Delay(TimeToHear);
            fault.Release();
        }

        bool IsThere()
        {
            if (fault.Hits > 0)
                meanwhile();
            return fault.Hits > 0;
        }

        var run = await CliProcess.InterruptAsync(Folder.Path, Environment, IsThere, ReleaseAsync, arguments);
        _written.Add(run.Output);
        _written.Add(run.Error);
        Assert.True(fault.Hits == 1, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output} {run.Error}");
        return run;
    }

    private protected async Task<CliRun> SucceedAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output} {run.Error}");
        return run;
    }

    /// <summary>A failure: its code, one line, and the same in the document.</summary>
    private protected async Task<CliRun> FailAsync(int code, string expected, params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == code, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output} {run.Error}");
        var line = run.ErrorLines[^1];
        Assert.StartsWith("aimsetup: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Equal(code, (int)run.Json["exitCode"]!);
        Assert.Contains((string)run.Json["error"]!["text"]!, line, StringComparison.Ordinal);
        return run;
    }

    /// <summary>Looks for a secret that came into being during the test, too.</summary>
    private protected void Hide(string secret) => _scan.Add("a secret that was made", secret);

    /// <summary>Remembers what was shown, to be searched for secrets.</summary>
    private protected void Written(string text) => _written.Add(text);

    private protected TerminalRun Terminal(params string[] arguments) => new(Folder.Path, Environment, arguments);

    private protected string[] JournalEntries => Directory.Exists(Journal) ? Directory.GetFiles(Journal, "*.json") : [];
}
