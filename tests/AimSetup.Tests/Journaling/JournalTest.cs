using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.Transport;

namespace AimSetup.Tests.Journaling;

/// <summary>A test with a journal of its own.</summary>
public abstract class JournalTest : IDisposable
{
    /// <summary>The secret of the entries.</summary>
    protected const string Token = "registration-access-token-0815";

    protected TemporaryFolder Folder { get; } = new();

    protected AesDataProtector Protector { get; } = new();

    protected Journal Journal => new(Folder.Combine("journal"), Protector);

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static JournalEntry Entry(
        string registrar = "dcr", PlanKind kind = PlanKind.Create, int timeout = 30, Uri? token = null, bool receipt = true, string mark = "AimSetup 1", string state = "{\"a\":1}") => new()
        {
            Transaction = Journal.NewTransaction(),
            Phase = JournalPhase.Applied,
            Kind = kind,
            Begun = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Installer = new ProcessStamp(7, 8),
            Endpoints = new AimEndpoints
            {
                Server = "https://sms01/identitymanager",
                TokenEndpoint = token ?? new Uri("https://sms01/identitymanager/connect/token"),
                AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
                RegistrationEndpoint = new Uri("https://sms01/identitymanager/connect/register"),
            },
            Registrar = registrar,
            Client = new ClientSettings { ClientId = "line7", TokenLifetime = 86400, Scopes = ["openid", "system"] },
            Mark = mark,
            Product = new ProductIdentity("{A}", "{B}", "Client"),
            Adopters = ["{C}"],
            Trust = new TrustSettings { Certificates = [[1, 2, 3]], Thumbprint = "AB" },
            TimeoutSeconds = timeout,
            Before = new FoundClient { Settings = new ClientSettings { ClientId = "line7", TokenLifetime = 60, Scopes = ["system"] }, State = state },
            Receipt = receipt ? new RegistrationReceipt { ClientId = "line7", ManagementToken = new Secret(Token) } : null,
        };
}
