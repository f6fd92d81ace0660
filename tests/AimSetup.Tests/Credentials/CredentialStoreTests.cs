using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;
using AimSetup.Transport;

namespace AimSetup.Tests.Credentials;

public sealed class CredentialStoreTests : IDisposable
{
    private const string SecretValue = "S3cret+/ \"Grüße\" & more";
    private readonly TemporaryFolder _folder = new();
    private readonly AesDataProtector _protector = new();
    private readonly CredentialStore _store;

    public CredentialStoreTests() => _store = new CredentialStore(_folder.Combine("clients"), _protector);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_GivesBackEverything_WhenItWasWritten()
    {
        var written = Credentials();
        _store.Write(written);
        var read = new CredentialStore(_folder.Combine("clients"), _protector).Find(written.ClientId);

        Assert.NotNull(read);
        Assert.Equal(written.ClientSecret, read.ClientSecret);
        Assert.Equal(written.Server, read.Server);
        Assert.Equal(written.TokenEndpoints, read.TokenEndpoints);
        Assert.Equal(written.Trust.Certificates, read.Trust.Certificates);
        Assert.Equal(written.Trust.Thumbprint, read.Trust.Thumbprint);
        Assert.Equal(written.Scopes, read.Scopes);
        Assert.Equal(written.TokenLifetime, read.TokenLifetime);
        Assert.Equal(written.Transaction, read.Transaction);
        Assert.Equal(written.Changed, read.Changed);
        Assert.Equal(written.Users[0].Product, read.Users[0].Product);
        Assert.Equal(["S-1-5-20", "S-1-5-19"], read.Readers());
    }

    [Fact]
    public void Find_IsNull_WhenNothingWasWritten() => Assert.Null(_store.Find("line7-client"));

    [Fact]
    public void Write_LeavesNoSecretInTheFolder()
    {
        _store.Write(Credentials());
        var scan = new SecretScan();
        scan.Add("the client secret", SecretValue);
        Assert.Empty(scan.Search(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)));
    }

    [Fact]
    public void Write_ReplacesWhole_WhenACrashLeftAHalfFile()
    {
        _store.Write(Credentials());
        File.WriteAllText(_store.FileOf("line7-client") + ".new", "half");
        _store.Write(Credentials().WithSecret(new Secret("other"), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        Assert.Equal("other", _store.Find("line7-client")!.ClientSecret.Reveal());
        Assert.Single(Directory.GetFiles(_folder.Combine("clients")));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ReadAllAndDelete_RemoveWhatACrashLeft_ButNotWhatIsBeingWritten(bool isOld, bool isClosed)
    {
        _store.Write(Credentials());
        string[] left = [_store.FileOf("line7-client") + ".new", _store.FileOf("line8-client") + ".new"];
        foreach (var file in left)
        {
            File.WriteAllText(file, "half");
            if (isOld)
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        }
        using (var first = isClosed ? null : new FileStream(left[0], FileMode.Open, FileAccess.Read, FileShare.None))
        using (var second = isClosed ? null : new FileStream(left[1], FileMode.Open, FileAccess.Read, FileShare.None))
        {
            _store.Delete("line7-client");
            Assert.Equal(isOld && isClosed ? [left[1]] : left, Directory.GetFiles(_folder.Combine("clients")).Order());
            Assert.Empty(_store.ReadAll(e => Assert.Fail(e.Text)));
        }
        Assert.Equal(isOld && isClosed ? [] : left, Directory.GetFiles(_folder.Combine("clients")).Order());
    }

    [Fact]
    public void ReadAll_ReportsWhatItCannotRead_AndGivesTheRest()
    {
        _store.Write(Credentials());
        File.WriteAllText(_folder.Combine("clients", "damaged.json"), "damaged");
        File.Copy(_store.FileOf("line7-client"), _store.FileOf("line8-client"));
        List<AimError> errors = [];
        Assert.Equal("line7-client", Assert.Single(_store.ReadAll(errors.Add)).ClientId);
        Assert.Equal([AimErrors.CredentialsUnusable, AimErrors.CredentialsUnusable], errors.Select(e => e.Definition));
    }

    [Fact]
    public void ReadAll_DoesNotEvenOpenTheOneThatIsLeftOut()
    {
        _store.Write(Credentials());
        File.WriteAllText(_store.FileOf("Line8 client"), "damaged");
        Assert.Equal("line7-client", Assert.Single(_store.ReadAll(e => Assert.Fail(e.Text), except: "Line8 client")).ClientId);
    }

    [Theory]
    [InlineData("", "form that AimSetup writes")]
    [InlineData("null", "it is empty")]
    [InlineData("{\"version\":2}", "another version")]
    [InlineData("{\"version\":1,\"client\":\"line7-client\",\"credentials\":\"AAAA\"}", "")]
    public void Find_TellsWhatIsWrong_WhenTheFileIsDamaged(string content, string expected)
    {
        Directory.CreateDirectory(_folder.Combine("clients"));
        File.WriteAllText(_store.FileOf("line7-client"), content);
        var error = Assert.Throws<AimException>(() => _store.Find("line7-client")).Error;
        Assert.Equal(AimErrors.CredentialsUnusable, error.Definition);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheFileIsEndless()
    {
        Directory.CreateDirectory(_folder.Combine("clients"));
        File.WriteAllBytes(_store.FileOf("line7-client"), new byte[2 * 1024 * 1024]);
        Assert.Contains("longer", Assert.Throws<AimException>(() => _store.Find("line7-client")).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheFileIsOfAnotherMachine()
    {
        _store.Write(Credentials());
        var elsewhere = new CredentialStore(_folder.Combine("clients"), new AesDataProtector());
        Assert.Equal(AimErrors.CredentialsUnusable, Assert.Throws<AimException>(() => elsewhere.Find("line7-client")).Error.Definition);
    }

    [Fact]
    public void Find_Refuses_WhenTheReadablePartWasChanged()
    {
        _store.Write(Credentials());
        var text = File.ReadAllText(_store.FileOf("line7-client")).Replace("line7-client", "line8-client", StringComparison.Ordinal);
        File.WriteAllText(_store.FileOf("line8-client"), text);
        Assert.Throws<AimException>(() => _store.Find("line8-client"));
    }

    [Theory]
    [InlineData("http://sms01/identitymanager/connect/token")]
    [InlineData("connect/token")]
    public void Find_Refuses_WhenTheSecretWouldGoOutInTheClear(string endpoint)
    {
        _store.Write(Credentials(new Uri(endpoint, UriKind.RelativeOrAbsolute)));
        Assert.Throws<AimException>(() => _store.Find("line7-client"));
    }

    [Fact]
    public void Write_Refuses_WhenTheFolderIsALink()
    {
        Directory.CreateDirectory(_folder.Combine("elsewhere"));
        Directory.CreateSymbolicLink(_folder.Combine("clients"), _folder.Combine("elsewhere"));
        var error = Assert.Throws<AimException>(() => _store.Write(Credentials())).Error;
        Assert.Equal(AimErrors.CredentialsNotWritten, error.Definition);
        Assert.Contains("is a link", error.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Combine("elsewhere")));
    }

    [Fact]
    public void Restore_PutsTheFormerFileBack_EvenWhenItWasDamaged()
    {
        _store.Write(Credentials());
        var path = _store.FileOf("line7-client");
        File.WriteAllText(path, "damaged");
        var saved = _store.Save("line7-client");
        _store.Write(Credentials());
        _store.Restore("line7-client", saved);
        Assert.Equal("damaged", File.ReadAllText(path));
        _store.Restore("line7-client", null);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Find_SeesOldOrNew_WhenTheFileIsReplacedMeanwhile()
    {
        _store.Write(Credentials());
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
                _store.Write(Credentials().WithSecret(new Secret($"secret-{i}"), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        });
        do
            Assert.NotNull(_store.Find("line7-client"));
        while (!writer.IsCompleted);
        await writer;
        Assert.Equal("secret-49", _store.Find("line7-client")!.ClientSecret.Reveal());
    }

    private static StoredCredentials Credentials(Uri? endpoint = null) => new()
    {
        ClientId = "line7-client",
        ClientSecret = new Secret(SecretValue),
        Server = "https://sms01/identitymanager",
        TokenEndpoints = [endpoint ?? new Uri("https://rsso/identitymanager/connect/token"), new Uri("https://sms01/identitymanager/connect/token")],
        Trust = new TrustSettings { Certificates = [[1, 2, 3]], Thumbprint = "AB" },
        Scopes = ["openid", "system"],
        TokenLifetime = 86400,
        Transaction = Journal.NewTransaction(),
        Changed = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Users =
        [
            new CredentialUser(new ProductIdentity("{A}", "{B}", "Client"), ["S-1-5-20"]),
            new CredentialUser(new ProductIdentity("{C}", "", "Other"), ["S-1-5-20", "S-1-5-19"]),
        ],
    };
}
