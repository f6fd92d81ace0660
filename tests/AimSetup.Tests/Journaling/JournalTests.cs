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
    [InlineData("null", "it is empty")]
    [InlineData("{\"version\":2}", "another version")]
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
    public void ReadAll_ReportsWhatItCannotRead_AndGivesTheRest()
    {
        var entry = Entry();
        _journal.Write(entry);
        File.WriteAllText(_journal.FileOf(Journal.NewTransaction()), "damaged");
        List<AimError> errors = [];
        Assert.Equal(entry.Transaction, Assert.Single(_journal.ReadAll(errors.Add)).Transaction);
        Assert.Equal(AimErrors.JournalUnusable, Assert.Single(errors).Definition);
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

    private static JournalEntry Entry() => new()
    {
        Transaction = Journal.NewTransaction(),
        Phase = JournalPhase.Applied,
        Kind = PlanKind.Create,
        Begun = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Endpoints = new AimEndpoints
        {
            Server = "https://sms01/identitymanager",
            TokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            RegistrationEndpoint = new Uri("https://sms01/identitymanager/connect/register"),
        },
        Registrar = "dcr",
        Client = new ClientSettings { ClientId = "line7", TokenLifetime = 86400, Scopes = ["openid", "system"] },
        Mark = "AimSetup 1",
        Product = new ProductIdentity("{A}", "{B}", "Client"),
        Adopters = ["{C}"],
        Trust = new TrustSettings { Certificates = [[1, 2, 3]], Thumbprint = "AB" },
        TimeoutSeconds = 30,
        Before = new FoundClient { Settings = new ClientSettings { ClientId = "line7", TokenLifetime = 60, Scopes = ["system"] }, State = "{\"a\":1}" },
        Receipt = new RegistrationReceipt { ClientId = "line7", ManagementToken = new Secret(Token) },
    };
}
