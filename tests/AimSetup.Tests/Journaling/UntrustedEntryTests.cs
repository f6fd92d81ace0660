using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.TestSupport;

namespace AimSetup.Tests.Journaling;

/// <summary>Files that are no entry, or one that must not be acted upon.</summary>
public sealed class UntrustedEntryTests : JournalTest
{
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
        Directory.CreateDirectory(Folder.Combine("journal"));
        File.WriteAllText(Journal.FileOf(transaction), content);
        var error = Assert.Throws<AimException>(() => Journal.Find(transaction)).Error;
        Assert.Equal(AimErrors.JournalUnusable, error.Definition);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsOfAnotherTransaction()
    {
        var (one, other) = (Entry(), Journal.NewTransaction());
        Journal.Write(one);
        var text = File.ReadAllText(Journal.FileOf(one.Transaction)).Replace(one.Transaction, other, StringComparison.Ordinal);
        File.WriteAllText(Journal.FileOf(other), text);
        Assert.Equal(AimErrors.JournalUnusable, Assert.Throws<AimException>(() => Journal.Find(other)).Error.Definition);
    }

    [Fact]
    public void Find_Refuses_WhenTheFileIsLongerThanAnyEntry()
    {
        var entry = Entry();
        Journal.Write(entry);
        File.AppendAllText(Journal.FileOf(entry.Transaction), new string(' ', 1024 * 1024));
        Assert.Contains("longer than any entry", Assert.Throws<AimException>(() => Journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"phase\": \"Applied\"", "\"phase\": \"Committed\"")]
    [InlineData("sms01/identitymanager\"", "sms02/identitymanager\"")]
    [InlineData("\"client\": \"line7\"", "\"client\": \"line8\"")]
    public void Find_Refuses_WhenWhatItShowsWasChanged(string text, string other)
    {
        var entry = Entry();
        Journal.Write(entry);
        var file = Journal.FileOf(entry.Transaction);
        File.WriteAllText(file, File.ReadAllText(file).Replace(text, other, StringComparison.Ordinal));
        Assert.Contains("what it shows and what it holds differ", Assert.Throws<AimException>(() => Journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsOfAnotherMachine()
    {
        var entry = Entry();
        new Journal(Folder.Combine("journal"), new AesDataProtector()).Write(entry);
        Assert.Contains("cannot be decrypted on this machine", Assert.Throws<AimException>(() => Journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
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
        Journal.Write(entry);
        Assert.Contains(expected, Assert.Throws<AimException>(() => Journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Refuses_WhenTheEntryIsALink()
    {
        var entry = Entry();
        Journal.Write(entry);
        var file = Journal.FileOf(entry.Transaction);
        File.Move(file, Folder.Combine("elsewhere.json"));
        File.CreateSymbolicLink(file, Folder.Combine("elsewhere.json"));
        Assert.Contains("is a link", Assert.Throws<AimException>(() => Journal.Find(entry.Transaction)).Error.Text, StringComparison.Ordinal);
    }
}
