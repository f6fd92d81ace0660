using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Secrets;

namespace AimSetup.Tests.HandOver;

public sealed class HandOverRollbackTests : HandOverTest
{
    [Fact]
    public void Undo_LeavesNothing_WhenThereWasNothing()
    {
        var request = Request(Product);
        new HandOverChange(Places).Apply(request);
        Assert.NotNull(Stored);
        Assert.Single(Records);

        Assert.True(new HandOverRollback(Places).Undo(request.Transaction));
        Assert.Null(Stored);
        Assert.Empty(Directory.GetFiles(Folder.Combine("clients")));
        Assert.Empty(Records);
        Assert.DoesNotContain(Registry.Keys, k => k.Contains("AimSetup", StringComparison.Ordinal));
    }

    [Fact]
    public void Undo_RestoresFileAndMarker_WhenTheInstallReplacedThem()
    {
        Install(Request(Product, ["S-1-5-20"]));
        var (file, registry) = (File.ReadAllBytes(Places.Credentials.FileOf(ClientId)), Registry.AllText);
        var request = Request(Product, ["S-1-5-19"], secret: "an0ther+secret");
        new HandOverChange(Places).Apply(request);
        Assert.Equal("an0ther+secret", Stored!.ClientSecret.Reveal());

        Assert.True(new HandOverRollback(Places).Undo(request.Transaction));
        Assert.Equal(file, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));
        Assert.Equal(registry, Registry.AllText);
        Assert.Empty(Records);
    }

    [Fact]
    public void Undo_DoesNothing_WhenNothingWasBegunOrItWasUndone()
    {
        var request = Request(Product);
        Assert.False(new HandOverRollback(Places).Undo(request.Transaction));
        new HandOverChange(Places).Apply(request);
        Assert.True(new HandOverRollback(Places).Undo(request.Transaction));
        Assert.False(new HandOverRollback(Places).Undo(request.Transaction));
    }

    [Fact]
    public void Undo_LeavesWhatSomebodyWroteSince()
    {
        var request = Request(Product);
        new HandOverChange(Places).Apply(request);
        Places.Credentials.Write(Stored!.WithSecret(new Secret("r0tated+secret"), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        new HandOverRollback(Places).Undo(request.Transaction);
        Assert.Equal("r0tated+secret", Stored!.ClientSecret.Reveal());
        Assert.Null(Places.Markers.Find(Product.ProductCode));
    }

    [Fact]
    public void Undo_KeepsTheRecord_WhenItFails_AndCanBeTriedAgain()
    {
        var request = Request(Product);
        new HandOverChange(Places).Apply(request);
        Registry.BeforeChange = _ => throw new UnauthorizedAccessException("denied");
        var error = Assert.Throws<AimException>(() => new HandOverRollback(Places).Undo(request.Transaction)).Error;
        Assert.Equal(AimErrors.HandOverNotTakenBack, error.Definition);
        Assert.Contains("marker", error.Text, StringComparison.Ordinal);
        Assert.Single(Records);

        Registry.BeforeChange = null;
        Assert.True(new HandOverRollback(Places).Undo(request.Transaction));
        Assert.Empty(Records);
    }

    [Fact]
    public void Apply_TakesBackFirst_WhatAKilledInstallLeft()
    {
        Install(Request(Other, secret: "form3r+secret"));
        var former = File.ReadAllBytes(Places.Credentials.FileOf(ClientId));
        var killed = Request(Product, secret: "k1lled+secret");
        new HandOverChange(Places).Apply(killed);

        var retried = Request(Product);
        Assert.Contains(killed.Transaction, Assert.Single(new HandOverChange(Places).Apply(retried)), StringComparison.Ordinal);
        Assert.Equal(retried.Transaction, Assert.Single(new HandOverRollback(Places).Unfinished()));
        new HandOverRollback(Places).Undo(retried.Transaction);
        Assert.Equal(former, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));
    }

    [Fact]
    public void Apply_KeepsWhatAnInstallLeft_ThatSucceededAndWasNotTold()
    {
        var first = Request(Other, clientId: "line8-client");
        new HandOverChange(Places).Apply(first);
        Installed.Add(Other.ProductCode);

        Install(Request(Product));
        Assert.Empty(Records);
        Assert.NotNull(Places.Credentials.Find("line8-client"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Apply_TakesBackFirst_WhatTheRollbackOfARepairCouldNot(bool isWrittenSince)
    {
        Install(Request(Product, ["S-1-5-20"]));
        var (file, registry) = (File.ReadAllBytes(Places.Credentials.FileOf(ClientId)), Registry.AllText);
        var repair = Request(Product, ["S-1-5-19"], secret: "an0ther+secret");
        new HandOverChange(Places).Apply(repair);
        Registry.BeforeChange = _ => throw new UnauthorizedAccessException("denied");
        Assert.Throws<AimException>(() => new HandOverRollback(Places).Undo(repair.Transaction));
        Registry.BeforeChange = null;
        if (isWrittenSince)
            Install(Request(Product));

        var other = Request(Other, clientId: "line8-client");
        Install(other);

        Assert.Empty(Records);
        if (isWrittenSince)
        {
            Assert.Equal(["S-1-5-20"], Stored!.Readers());
        }
        else
        {
            Assert.Equal(file, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));
            Uninstall(Other);
            Assert.Equal(registry, Registry.AllText);
        }
    }

    [Fact]
    public void Apply_WritesNothing_WhenWhatWasThereCannotBeWrittenDown()
    {
        Directory.CreateDirectory(Folder.Combine("elsewhere"));
        Directory.CreateSymbolicLink(Folder.Combine("journal"), Folder.Combine("elsewhere"));
        Assert.Throws<AimException>(() => new HandOverChange(Places).Apply(Request(Product)));
        Assert.Null(Stored);
        Assert.Empty(Registry.AllText);
    }

    [Fact]
    public void Apply_ReplacesDamagedCredentials_AndUndoPutsThemBack()
    {
        Directory.CreateDirectory(Folder.Combine("clients"));
        var file = Places.Credentials.FileOf(ClientId);
        File.WriteAllText(file, "damaged");
        var request = Request(Product);
        var warnings = new List<int>();
        var notes = new HandOverChange(Places) { Warning = e => warnings.Add(e.Definition.Number) }.Apply(request);
        Assert.Contains("form that AimSetup writes", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal([AimErrors.ReadersNotApplied.Number], warnings);
        Assert.NotNull(Stored);
        new HandOverRollback(Places).Undo(request.Transaction);
        Assert.Equal("damaged", File.ReadAllText(file));
    }
}
