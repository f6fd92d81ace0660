using AimSetup.Credentials;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Journaling;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Windows;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>
/// Runs the actions in the order of Windows Installer, against the emulator. At the end no secret may be in anything that the
/// actions wrote.
/// </summary>
public abstract class ActionTest : IAsyncLifetime
{
    protected const string ClientId = "line7-client";
    protected const string SecretValue = "s3cret with [ProductName] {x} \"quotes\"; 100% & ünïcode";
    protected const string AdministratorPassword = "pässword [AIMCLIENTSECRET]; 'x' & 100%";

    private readonly List<FakeSession> _sessions = [];

    private protected TemporaryFolder Folder { get; } = new();

    private protected AesDataProtector Protector { get; set; } = new();

    private protected EmulatorHost Emulator { get; private set; } = null!;

    private protected FakeRegistry Registry { get; } = new();

    private protected FakeEventLog Events { get; } = new();

    private protected virtual PowerShellLocator PowerShell => PowerShellLocator.System;

    private protected ActionEnvironment Machine => new()
    {
        Protector = Protector,
        JournalFolder = Folder.Combine("journal"),
        ComputerName = "PC0815",
        Registry = Registry,
        Accounts = new FakeAccounts(),
        Events = Events,
        PowerShell = PowerShell,
        Installer = () => Installer,
        IsAdministrator = () => IsAdministrator,
        Allow = time => new TimeBudget(time, Time),
    };

    /// <summary>How the time of AIMTIMEOUT passes.</summary>
    private protected Clock Time { get; set; } = Clock.System;

    /// <summary>Whether the installation was started with administrator rights.</summary>
    private protected bool IsAdministrator { get; set; } = true;

    /// <summary>The process that lives as long as the install does; null: not known.</summary>
    private protected ProcessStamp? Installer { get; set; }

    /// <summary>A machine with a journal, credentials and a registry of its own.</summary>
    private protected ActionEnvironment OtherMachine => new()
    {
        Protector = Protector,
        JournalFolder = Folder.Combine("other", "journal"),
        ComputerName = "PC4711",
        Registry = new FakeRegistry(),
        Accounts = new FakeAccounts(),
        Events = Events,
        Installer = () => null,
    };

    private protected CredentialStore Store => new(Folder.Combine("clients"), Protector);

    private protected string[] CredentialFiles => Directory.Exists(Folder.Combine("clients")) ? Directory.GetFiles(Folder.Combine("clients")) : [];

    private protected string[] JournalFiles => Directory.Exists(Folder.Combine("journal")) ? Directory.GetFiles(Folder.Combine("journal")) : [];

    /// <summary>The entries among them.</summary>
    private protected string[] Entries => [.. JournalFiles.Where(f => f.EndsWith(".json", StringComparison.Ordinal))];

    public async Task InitializeAsync()
    {
        Emulator = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            AdministratorPassword = AdministratorPassword,
            CertificateFolder = await SharedCertificates.FolderAsync(),
            LogFile = Folder.Combine("emulator.log"),
            RootFile = Folder.Combine("root.cer"),
        });
        Folder.Write("secret.txt", SecretValue + "\r\n");
        Folder.Write("password.txt", AdministratorPassword);
    }

    public async Task DisposeAsync()
    {
        await Emulator.DisposeAsync();
        var written = string.Join("\n", _sessions.Select(s => s.AllText).Concat(JournalFiles.Concat(CredentialFiles).Select(File.ReadAllText)).Append(Registry.AllText).Append(Events.AllText).Append(File.ReadAllText(Folder.Combine("emulator.log"))));
        foreach (var secret in new[] { SecretValue, AdministratorPassword, Uri.EscapeDataString(SecretValue), SecretValue.Replace('[', '(').Replace(']', ')').Replace('{', '(').Replace('}', ')') })
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
        Folder.Dispose();
    }

    private protected FakeSession Install(params (string Name, string Value)[] properties) => Session(
    [
        ("AIMSERVER", Emulator.BaseAddress.AbsoluteUri),
        ("AIMCLIENTID", ClientId),
        ("AIMCLIENTSECRETFILE", Folder.Combine("secret.txt")),
        ("AIMCAFILE", Folder.Combine("root.cer")),
        ("ProductCode", "{11111111-1111-1111-1111-111111111111}"),
        ("UpgradeCode", "{AAAAAAAA-1111-1111-1111-111111111111}"),
        ("ProductName", "Sample client"),
        .. properties,
    ]);

    private protected (string, string)[] Account => [("AIMUSER", EmulatorUser.DefaultName), ("AIMPASSWORDFILE", Folder.Combine("password.txt"))];

    private protected FakeSession Session(params (string Name, string Value)[] properties)
    {
        var session = new FakeSession(properties);
        _sessions.Add(session);
        return session;
    }

    private protected FakeSession Run(FakeSession planned, string action, InstallerMode mode, Func<IInstallerSession, ActionEnvironment, ActionResult> run, ActionResult expected)
    {
        var session = planned.For(action, mode);
        _sessions.Add(session);
        Assert.Equal(expected, run(session, Machine));
        return session;
    }

    private protected FakeSession Register(FakeSession planned, ActionResult expected = ActionResult.Success) =>
        Run(planned, "AimRegister", InstallerMode.Scheduled, AimActions.Register, expected);

    private protected FakeSession Rollback(FakeSession planned) =>
        Run(planned, "AimRollback", InstallerMode.Rollback, AimActions.Rollback, ActionResult.Success);

    private protected FakeSession Commit(FakeSession planned) =>
        Run(planned, "AimCommit", InstallerMode.Commit, AimActions.Commit, ActionResult.Success);

    private protected FakeSession Plan(FakeSession session, ActionResult expected = ActionResult.Success)
    {
        Assert.Equal(expected, AimActions.Plan(session, Machine));
        return session;
    }
}
