using System.Text;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.Transport;

namespace AimSetup.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private const string Token = "registration-access-token-0815";
    private readonly TemporaryFolder _folder = new();
    private readonly AesDataProtector _protector = new();
    private readonly Journal _journal;

    public JournalTests() => _journal = new Journal(_folder.Combine("journal"), _protector);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_GivesBackEverything_WhenItWasWritten()
    {
        var entry = Entry();
        _journal.Write(entry);
        var read = new Journal(_folder.Combine("journal"), _protector).Find(entry.Transaction);

        Assert.NotNull(read);
        Assert.Equal(entry.Phase, read.Phase);
        Assert.Equal(entry.Kind, read.Kind);
        Assert.Equal(entry.Begun, read.Begun);
        Assert.Equal(entry.Installer, read.Installer);
        Assert.Equal(entry.Mark, read.Mark);
        Assert.Equal(entry.Product, read.Product);
        Assert.Equal(entry.Adopters, read.Adopters);
        Assert.Equal(entry.Client.Scopes, read.Client.Scopes);
        Assert.Equal(entry.Endpoints.RegistrationEndpoint, read.Endpoints.RegistrationEndpoint);
        Assert.Equal(entry.Trust.Thumbprint, read.Trust.Thumbprint);
        Assert.Equal(entry.Trust.Certificates[0], read.Trust.Certificates[0]);
        Assert.Equal(Token, read.Receipt!.ManagementToken!.Reveal());
        Assert.Equal(entry.Before!.State, read.Before!.State);
    }

    [Fact]
    public void Write_LeavesNoSecretInTheFolder()
    {
        _journal.Write(Entry());
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(file);
            Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)) < 0);
            Assert.True(content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Token)) < 0);
            Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Token))[..20])) < 0);
        }
    }

    [Fact]
    public void Write_ReplacesTheEntryWhole_WhenItIsThere()
    {
        var entry = Entry();
        _journal.Write(entry);
        entry.Phase = JournalPhase.Verified;
        _journal.Write(entry);
        Assert.Equal(JournalPhase.Verified, _journal.Find(entry.Transaction)!.Phase);
        Assert.Equal([_journal.FileOf(entry.Transaction)], Directory.GetFiles(_folder.Combine("journal")));
    }

    [Fact]
    public void Delete_RemovesTheEntry_AndIsNoErrorWithoutOne()
    {
        var entry = Entry();
        _journal.Write(entry);
        _journal.Delete(entry.Transaction);
        _journal.Delete(entry.Transaction);
        Assert.Null(_journal.Find(entry.Transaction));
    }

    [Theory]
    [InlineData("", "it is no journal entry")]
    [InlineData("{", "it is no journal entry")]
    [InlineData("[1,2]", "it is no journal entry")]
    [InlineData("null", "it is no journal entry")]
    [InlineData("{\"version\":0}", "it is no journal entry")]
    [InlineData("{\"version\":1,\"surprise\":true}", "it is no journal entry")]
    [InlineData("{\"version\":1,\"transaction\":\"x\"}", "different transactions")]
    public void Find_TellsWhatIsWrong_WhenTheFileIsNoEntry(string content, string expected)
    {
        var transaction = Journal.NewTransaction();
        Directory.CreateDirectory(_folder.Combine("journal"));
        File.WriteAllText(_journal.FileOf(transaction), content);
        var error = Assert.Throws<AimException>(() => _journal.Find(transaction)).Error;
        Assert.Equal(AimErrors.JournalUnusable, error.Definition);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsOfAnotherTransaction()
    {
        var (one, other) = (Entry(), Journal.NewTransaction());
        _journal.Write(one);
        var text = File.ReadAllText(_journal.FileOf(one.Transaction)).Replace(one.Transaction, other, StringComparison.Ordinal);
        File.WriteAllText(_journal.FileOf(other), text);
        Assert.Equal(AimErrors.JournalUnusable, Assert.Throws<AimException>(() => _journal.Find(other)).Error.Definition);
    }

    [Fact]
    public void ReadAll_SetsAsideWhatItCannotTrust_OnceAndWithoutLosingIt()
    {
        var entry = Entry();
        _journal.Write(entry);
        var damaged = _journal.FileOf(Journal.NewTransaction());
        File.WriteAllText(damaged, "damaged");
        List<AimError> errors = [];
        Assert.Equal(entry.Transaction, Assert.Single(_journal.ReadAll(errors.Add)).Transaction);
        var error = Assert.Single(errors);
        Assert.Equal(AimErrors.JournalEntrySetAside, error.Definition);
        Assert.Equal("damaged", File.ReadAllText(error.Arguments[2]));
        Assert.False(File.Exists(damaged));

        Assert.Single(_journal.ReadAll(e => Assert.Fail(e.Text)));
    }

    [Fact]
    public void ReadAll_KeepsAllThatItSetsAside_WhenTheyHaveOneName()
    {
        var path = _journal.FileOf(Journal.NewTransaction());
        Directory.CreateDirectory(_folder.Combine("journal"));
        foreach (var content in new[] { "one", "other" })
        {
            File.WriteAllText(path, content);
            _journal.ReadAll(_ => { });
        }
        Assert.Equal(["one", "other"], Directory.GetFiles(_folder.Combine("journal", "set-aside")).Select(File.ReadAllText).Order());
    }

    [Fact]
    public void ReadAll_LeavesWhatANewerVersionWrote()
    {
        var path = _journal.FileOf(Journal.NewTransaction());
        Directory.CreateDirectory(_folder.Combine("journal"));
        File.WriteAllText(path, """{"version":2,"something":"else"}""");
        List<AimError> errors = [];
        Assert.Empty(_journal.ReadAll(errors.Add));
        Assert.Equal((AimErrors.JournalEntryNewer, "2"), (Assert.Single(errors).Definition, errors[0].Arguments[1]));
        Assert.True(File.Exists(path));
        Assert.Equal(AimErrors.JournalEntryNewer, Assert.Throws<AimException>(() => _journal.Find(Path.GetFileNameWithoutExtension(path))).Error.Definition);
    }

    [Fact]
    public void ReadAll_ReadsABoundedNumberAndSaysSo_WhenThereAreTooMany()
    {
        Directory.CreateDirectory(_folder.Combine("journal"));
        for (var i = 0; i <= Journal.MaximumEntries; i++)
            File.WriteAllText(_journal.FileOf(Journal.NewTransaction()), """{"version":2}""");
        List<AimError> errors = [];
        _journal.ReadAll(errors.Add);
        Assert.Single(errors, e => e.Definition == AimErrors.JournalFull);
        Assert.Equal(Journal.MaximumEntries, errors.Count(e => e.Definition == AimErrors.JournalEntryNewer));
    }

    [Fact]
    public void Write_Refuses_WhenTheEntryIsLongerThanWouldBeRead()
    {
        var entry = Entry(state: new string('x', 1024 * 1024));
        Assert.Equal(AimErrors.JournalUnusable, Assert.Throws<AimException>(() => _journal.Write(entry)).Error.Definition);
        Assert.Empty(Directory.GetFiles(_folder.Combine("journal")));
    }

    [Fact]
    public void Find_Refuses_WhenTheFileIsLongerThanAnyEntry()
    {
        var entry = Entry();
        _journal.Write(entry);
        File.AppendAllText(_journal.FileOf(entry.Transaction), new string(' ', 1024 * 1024));
        Assert.Contains("longer than any entry", Assert.Throws<AimException>(() => _journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"phase\": \"Applied\"", "\"phase\": \"Committed\"")]
    [InlineData("sms01/identitymanager\"", "sms02/identitymanager\"")]
    [InlineData("\"client\": \"line7\"", "\"client\": \"line8\"")]
    public void Find_Refuses_WhenWhatItShowsWasChanged(string text, string other)
    {
        var entry = Entry();
        _journal.Write(entry);
        var file = _journal.FileOf(entry.Transaction);
        File.WriteAllText(file, File.ReadAllText(file).Replace(text, other, StringComparison.Ordinal));
        Assert.Contains("what it shows and what it holds differ", Assert.Throws<AimException>(() => _journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsOfAnotherMachine()
    {
        var entry = Entry();
        new Journal(_folder.Combine("journal"), new AesDataProtector()).Write(entry);
        Assert.Contains("cannot be decrypted on this machine", Assert.Throws<AimException>(() => _journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, JournalEntry> UnusableEntries => new()
    {
        { "no known registrar", Entry(registrar: "auto") },
        { "no known registrar", Entry(registrar: "other") },
        { "of no change", Entry(kind: PlanKind.Adopt) },
        { "time limit", Entry(timeout: 0) },
        { "address", Entry(token: new Uri("http://elsewhere.example/token")) },
        { "no answer", Entry(receipt: false) },
        { "longer than anything", Entry(mark: new string('m', 5000)) },
    };

    [Theory]
    [MemberData(nameof(UnusableEntries))]
    public void Find_Refuses_WhenTheEntryIsNothingToActUpon(string expected, JournalEntry entry)
    {
        _journal.Write(entry);
        Assert.Contains(expected, Assert.Throws<AimException>(() => _journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_IgnoresWhatACrashLeft_AndReadAllRemovesItInTime()
    {
        var entry = Entry();
        _journal.Write(entry);
        var (unfinished, other) = (_journal.FileOf(entry.Transaction) + ".new", _journal.FileOf(Journal.NewTransaction()) + ".new");
        File.CreateSymbolicLink(unfinished, _folder.Write("victim", "untouched"));
        File.WriteAllText(other, "half an entry");
        _journal.Write(entry);
        Assert.Equal("untouched", File.ReadAllText(_folder.Combine("victim")));
        Assert.False(File.Exists(unfinished));

        Assert.Single(_journal.ReadAll(e => Assert.Fail(e.Text)));
        Assert.True(File.Exists(other));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddHours(-1));
        Assert.Single(_journal.ReadAll(e => Assert.Fail(e.Text)));
        Assert.False(File.Exists(other));
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsALink()
    {
        var entry = Entry();
        _journal.Write(entry);
        var file = _journal.FileOf(entry.Transaction);
        File.Move(file, _folder.Combine("elsewhere.json"));
        File.CreateSymbolicLink(file, _folder.Combine("elsewhere.json"));
        Assert.Contains("is a link", Assert.Throws<AimException>(() => _journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TryLock_IsRefused_WhileSomebodyHasIt()
    {
        var transaction = Journal.NewTransaction();
        using (var one = _journal.TryLock(transaction))
        {
            Assert.NotNull(one);
            Assert.Null(_journal.TryLock(transaction));
        }
        using var other = _journal.TryLock(transaction);
        Assert.NotNull(other);
    }

    [Fact]
    public void Write_LeavesNoRightToOthers_WhenItMakesTheFolder()
    {
        if (OperatingSystem.IsWindows())
            return;
        _journal.Write(Entry());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Combine("journal")));
    }

    [Fact]
    public void ReadAll_IsEmpty_WhenThereIsNoFolder() =>
        Assert.Empty(new Journal(_folder.Combine("none"), _protector).ReadAll(e => Assert.Fail(e.Text)));

    [Fact]
    public void Write_Refuses_WhenTheFolderIsALink()
    {
        Directory.CreateDirectory(_folder.Combine("elsewhere"));
        Directory.CreateSymbolicLink(_folder.Combine("journal"), _folder.Combine("elsewhere"));
        var error = Assert.Throws<AimException>(() => _journal.Write(Entry())).Error;
        Assert.Contains("is a link", error.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Combine("elsewhere")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("0123")]
    public void FileOf_Throws_WhenTheNameIsNoTransaction(string name) =>
        Assert.Throws<ArgumentException>(() => _journal.FileOf(name));

    private static JournalEntry Entry(
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
