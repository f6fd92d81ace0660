using System.Text;
using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Tests.Journaling;

/// <summary>Entries that are written and read again.</summary>
public sealed class JournalTests : JournalTest
{
    [Fact]
    public void Find_GivesBackEverything_WhenItWasWritten()
    {
        var entry = Entry();
        Journal.Write(entry);
        var read = new Journal(Folder.Combine("journal"), Protector).Find(entry.Transaction);

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
        Journal.Write(Entry());
        foreach (var file in Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories))
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
        Journal.Write(entry);
        entry.Phase = JournalPhase.Verified;
        Journal.Write(entry);
        Assert.Equal(JournalPhase.Verified, Journal.Find(entry.Transaction)!.Phase);
        Assert.Equal([Journal.FileOf(entry.Transaction)], Directory.GetFiles(Folder.Combine("journal")));
    }

    [Fact]
    public void Write_Refuses_WhenTheEntryIsLongerThanWouldBeRead()
    {
        var entry = Entry(state: new string('x', 1024 * 1024));
        Assert.Equal(AimErrors.JournalUnusable, Assert.Throws<AimException>(() => Journal.Write(entry)).Error.Definition);
        Assert.Empty(Directory.GetFiles(Folder.Combine("journal")));
    }

    [Fact]
    public void Delete_RemovesTheEntry_AndIsNoErrorWithoutOne()
    {
        var entry = Entry();
        Journal.Write(entry);
        Journal.Delete(entry.Transaction);
        Journal.Delete(entry.Transaction);
        Assert.Null(Journal.Find(entry.Transaction));
    }

    [Fact]
    public void TryLock_IsRefused_WhileSomebodyHasIt()
    {
        var transaction = Journal.NewTransaction();
        using (var one = Journal.TryLock(transaction))
        {
            Assert.NotNull(one);
            Assert.Null(Journal.TryLock(transaction));
        }
        using var other = Journal.TryLock(transaction);
        Assert.NotNull(other);
    }

    [Fact]
    public void Lock_SaysWhy_WhenItCannotBeMade()
    {
        var transaction = Journal.NewTransaction();
        Directory.CreateDirectory(Path.ChangeExtension(Journal.FileOf(transaction), ".lock"));
        var error = Assert.Throws<AimException>(() => Journal.Lock(transaction)).Error;
        Assert.Equal(AimErrors.JournalUnusable, error.Definition);
        Assert.Contains("denied", error.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("0123")]
    public void FileOf_Throws_WhenTheNameIsNoTransaction(string name) =>
        Assert.Throws<ArgumentException>(() => Journal.FileOf(name));
}
