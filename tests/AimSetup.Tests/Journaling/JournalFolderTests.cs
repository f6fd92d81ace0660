using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Tests.Journaling;

/// <summary>The folder of a journal: what is in it besides entries, and what it must be.</summary>
public sealed class JournalFolderTests : JournalTest
{
    [Fact]
    public void ReadAll_IsEmpty_WhenThereIsNoFolder() =>
        Assert.Empty(new Journal(Folder.Combine("none"), Protector).ReadAll(e => Assert.Fail(e.Text)));

    [Fact]
    public void ReadAll_SetsAsideWhatItCannotTrust_OnceAndWithoutLosingIt()
    {
        var entry = Entry();
        Journal.Write(entry);
        var damaged = Journal.FileOf(Journal.NewTransaction());
        File.WriteAllText(damaged, "damaged");
        List<AimError> errors = [];
        Assert.Equal(entry.Transaction, Assert.Single(Journal.ReadAll(errors.Add)).Transaction);
        var error = Assert.Single(errors);
        Assert.Equal(AimErrors.JournalEntrySetAside, error.Definition);
        Assert.Equal("damaged", File.ReadAllText(error.Arguments[2]));
        Assert.False(File.Exists(damaged));

        Assert.Single(Journal.ReadAll(e => Assert.Fail(e.Text)));
    }

    [Fact]
    public void ReadAll_KeepsAllThatItSetsAside_WhenTheyHaveOneName()
    {
        var path = Journal.FileOf(Journal.NewTransaction());
        Directory.CreateDirectory(Folder.Combine("journal"));
        foreach (var content in new[] { "one", "other" })
        {
            File.WriteAllText(path, content);
            Journal.ReadAll(_ => { });
        }
        Assert.Equal(["one", "other"], Directory.GetFiles(Folder.Combine("journal", "set-aside")).Select(File.ReadAllText).Order());
    }

    [Fact]
    public void ReadAll_LeavesWhatANewerVersionWrote()
    {
        var path = Journal.FileOf(Journal.NewTransaction());
        Directory.CreateDirectory(Folder.Combine("journal"));
        File.WriteAllText(path, """{"version":3,"something":"else"}""");
        List<AimError> errors = [];
        Assert.Empty(Journal.ReadAll(errors.Add));
        Assert.Equal((AimErrors.JournalEntryNewer, "3"), (Assert.Single(errors).Definition, errors[0].Arguments[1]));
        Assert.True(File.Exists(path));
        Assert.Equal(AimErrors.JournalEntryNewer, Assert.Throws<AimException>(() => Journal.Find(Path.GetFileNameWithoutExtension(path))).Error.Definition);
    }

    [Fact]
    public void ReadAll_ReadsABoundedNumberAndSaysSo_WhenThereAreTooMany()
    {
        Directory.CreateDirectory(Folder.Combine("journal"));
        for (var i = 0; i <= Journal.MaximumEntries; i++)
            File.WriteAllText(Journal.FileOf(Journal.NewTransaction()), """{"version":3}""");
        List<AimError> errors = [];
        Journal.ReadAll(errors.Add);
        Assert.Single(errors, e => e.Definition == AimErrors.JournalFull);
        Assert.Equal(Journal.MaximumEntries, errors.Count(e => e.Definition == AimErrors.JournalEntryNewer));
    }

    [Fact]
    public void Write_IgnoresWhatACrashLeft_AndReadAllRemovesItInTime()
    {
        var entry = Entry();
        Journal.Write(entry);
        var (unfinished, other) = (Journal.FileOf(entry.Transaction) + ".new", Journal.FileOf(Journal.NewTransaction()) + ".new");
        File.CreateSymbolicLink(unfinished, Folder.Write("victim", "untouched"));
        File.WriteAllText(other, "half an entry");
        Journal.Write(entry);
        Assert.Equal("untouched", File.ReadAllText(Folder.Combine("victim")));
        Assert.False(File.Exists(unfinished));

        Assert.Single(Journal.ReadAll(e => Assert.Fail(e.Text)));
        Assert.True(File.Exists(other));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddHours(-1));
        Assert.Single(Journal.ReadAll(e => Assert.Fail(e.Text)));
        Assert.False(File.Exists(other));
    }

    [Fact]
    public void Write_LeavesNoRightToOthers_WhenItMakesTheFolder()
    {
        if (OperatingSystem.IsWindows())
            return;
        Journal.Write(Entry());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder.Combine("journal")));
    }

    [Fact]
    public void Write_Refuses_WhenTheFolderIsALink()
    {
        Directory.CreateDirectory(Folder.Combine("elsewhere"));
        Directory.CreateSymbolicLink(Folder.Combine("journal"), Folder.Combine("elsewhere"));
        var error = Assert.Throws<AimException>(() => Journal.Write(Entry())).Error;
        Assert.Contains("is a link", error.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder.Combine("elsewhere")));
    }
}
