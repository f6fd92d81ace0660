using AimSetup.Credentials;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;
using AimSetup.TestSupport.Windows;

namespace AimSetup.Tests.HandOver;

/// <summary>A machine for hand-overs. At the end no secret may be in anything that was written.</summary>
public abstract class HandOverTest : IDisposable
{
    protected const string ClientId = "line7-client";
    protected const string SecretValue = "S3cret+/ \"Grüße\" & more";

    protected HandOverTest() =>
        Places = new HandOverPlaces(Folder.Combine("clients"), Folder.Combine("journal"), new AesDataProtector(), Registry, Installed.Contains);

    protected static ProductIdentity Product { get; } = new("{11111111-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample");

    protected static ProductIdentity NewVersion { get; } = new("{22222222-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample");

    protected static ProductIdentity Other { get; } = new("{33333333-1111-1111-1111-111111111111}", "{BBBBBBBB-1111-1111-1111-111111111111}", "Other");

    protected HashSet<string> Installed { get; } = [];

    protected HandOverPlaces Places { get; }

    protected StoredCredentials? Stored => Places.Credentials.Find(ClientId);

    private protected TemporaryFolder Folder { get; } = new();

    private protected FakeRegistry Registry { get; } = new();

    private protected string[] Records => Directory.Exists(Folder.Combine("journal")) ? Directory.GetFiles(Folder.Combine("journal")) : [];

    public void Dispose()
    {
        var scan = new SecretScan();
        scan.Add("the client secret", SecretValue);
        Assert.Empty(scan.Search(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories)));
        Assert.Empty(scan.Search("the registry", Registry.AllText));
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static HandOverRequest Request(ProductIdentity product, string[]? readers = null, string secret = SecretValue, string clientId = ClientId)
    {
        var transaction = Journal.NewTransaction();
        return new HandOverRequest
        {
            Transaction = transaction,
            Product = product,
            Readers = readers,
            Marker = new Marker
            {
                Product = product,
                ProductVersion = "1.0.0",
                ClientId = clientId,
                Server = "https://sms01/identitymanager",
                Registrar = "dcr",
                Outcome = "created",
                Time = Marker.TimeOf(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))),
                Transaction = transaction,
            },
            Credentials = new StoredCredentials
            {
                ClientId = clientId,
                ClientSecret = new Secret(secret),
                Server = "https://sms01/identitymanager",
                TokenEndpoints = [new Uri("https://sms01/identitymanager/connect/token")],
                Transaction = transaction,
                Changed = DateTimeOffset.UnixEpoch,
            },
        };
    }

    /// <summary>An install that succeeds.</summary>
    protected HandOverRequest Install(HandOverRequest request)
    {
        new HandOverChange(Places).Apply(request);
        Installed.Add(request.Product.ProductCode);
        new HandOverEnd(Places, e => Assert.Fail(e.ToString())).Complete(request.Transaction, request.Product);
        return request;
    }

    protected void Uninstall(ProductIdentity product)
    {
        Installed.Remove(product.ProductCode);
        new HandOverEnd(Places, e => Assert.Fail(e.ToString())).Remove(product);
    }
}
