using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Journaling;

namespace AimSetup.Tests.HandOver;

public sealed class HandOverEndTests : HandOverTest
{
    [Fact]
    public void Remove_LeavesNothing_WhenTheProductWasTheOnlyOne()
    {
        Install(Request(Product));
        Assert.NotNull(Stored);
        Uninstall(Product);
        Assert.Null(Stored);
        Assert.DoesNotContain(Registry.Keys, k => k.Contains("AimSetup", StringComparison.Ordinal));
        Assert.Empty(Records);
    }

    [Fact]
    public void Remove_KeepsCredentials_WhenAnotherProductUsesThem()
    {
        Install(Request(Product, ["S-1-5-20"]));
        Install(Request(Other, ["S-1-5-19"]));
        Assert.Equal(["S-1-5-20", "S-1-5-19"], Stored!.Readers());

        Uninstall(Product);
        Assert.Equal(["S-1-5-19"], Stored!.Readers());
        Assert.NotNull(Places.Markers.Find(Other.ProductCode));

        Uninstall(Other);
        Assert.Null(Stored);
    }

    [Fact]
    public void Remove_ForgetsProductsThatAreGone()
    {
        Install(Request(Product));
        Install(Request(Other));
        Installed.Remove(Other.ProductCode);
        Uninstall(Product);
        Assert.Null(Stored);
    }

    [Fact]
    public void Install_KeepsReaders_WhenNobodyIsNamed()
    {
        Install(Request(Product, ["S-1-5-20"]));
        Install(Request(Product));
        Assert.Equal(["S-1-5-20"], Stored!.Readers());
        Install(Request(Product, ["S-1-5-19"]));
        Assert.Equal(["S-1-5-19"], Stored!.Readers());
    }

    [Fact]
    public void Install_RemovesTheFormerCredentials_WhenTheProductGetsAnotherClient()
    {
        Install(Request(Product));
        Install(Request(Product, clientId: "line8-client"));
        Assert.Null(Stored);
        Assert.NotNull(Places.Credentials.Find("line8-client"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Upgrade_ReplacesTheFormerVersion_WhenItIsRemovedBeforeOrAfter(bool before)
    {
        Install(Request(Product, ["S-1-5-20"]));
        if (before)
            Installed.Remove(Product.ProductCode);
        Install(Request(NewVersion));
        Installed.Remove(Product.ProductCode);
        Assert.Equal(["S-1-5-20"], Stored!.Readers());
        Assert.NotNull(Places.Markers.Find(NewVersion.ProductCode));

        Uninstall(NewVersion);
        Assert.Null(Stored);
        Assert.DoesNotContain(Registry.Keys, k => k.Contains("AimSetup", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Install_RemovesTheFormerCredentials_WhenNothingIsStoredAnyMore(bool isUsedByOther)
    {
        Install(Request(Product, ["S-1-5-20"]));
        if (isUsedByOther)
            Install(Request(Other, ["S-1-5-19"]));
        var file = File.ReadAllBytes(Places.Credentials.FileOf(ClientId));
        var request = WithoutStore(Product);
        new HandOverChange(Places).Apply(request);
        new HandOverRollback(Places).Undo(request.Transaction);
        Assert.Equal(file, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));

        Install(WithoutStore(Product));

        Assert.Equal(isUsedByOther ? ["S-1-5-19"] : null, Stored?.Readers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Upgrade_ReplacesTheReadersOfTheVersionBefore_WhenThatIsRemovedLate(bool isRemoved)
    {
        Install(Request(Product, ["S-1-5-20"]));
        var request = Request(NewVersion, ["S-1-5-19"]);
        new HandOverChange(Places).Apply(request);
        Installed.Add(NewVersion.ProductCode);
        if (isRemoved)
            Installed.Remove(Product.ProductCode);
        new HandOverEnd(Places, e => Assert.Fail(e.ToString())).Complete(request.Transaction, NewVersion);

        // Versions side by side each have their own.
        Assert.Equal(isRemoved ? ["S-1-5-19"] : ["S-1-5-20", "S-1-5-19"], Stored!.Readers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Upgrade_HandsOn_WhenNoSecretIsGiven(bool before)
    {
        Install(Request(Product, ["S-1-5-20"]));
        Assert.NotNull(HandOverUpgrade.Find(Places.Markers, NewVersion));
        Assert.Null(HandOverUpgrade.Find(Places.Markers, Other));
        if (before)
            Installed.Remove(Product.ProductCode);
        var request = new HandOverUpgrade(Places).Prepare("00112233445566778899aabbccddeeff", NewVersion, "2.0.0", e => Assert.Fail(e.Text));
        Install(request!);
        Installed.Remove(Product.ProductCode);

        Assert.Equal(SecretValue, Stored!.ClientSecret.Reveal());
        Assert.Equal(["S-1-5-20"], Stored.Readers());
        Assert.Contains(Stored.Users, u => u.Product == NewVersion);
        var marker = Places.Markers.Find(NewVersion.ProductCode)!;
        Assert.Equal(("2.0.0", ClientId, "created"), (marker.ProductVersion, marker.ClientId, marker.Outcome));

        Uninstall(NewVersion);
        Assert.Null(Stored);
        Assert.Empty(Places.Markers.ReadAll());
    }

    [Fact]
    public void Upgrade_IsTakenBack_WhenItFails()
    {
        Install(Request(Product, ["S-1-5-20"]));
        var (file, registry) = (File.ReadAllBytes(Places.Credentials.FileOf(ClientId)), Registry.AllText);
        Installed.Remove(Product.ProductCode);
        var request = new HandOverUpgrade(Places).Prepare("00112233445566778899aabbccddeeff", NewVersion, "2.0.0", e => Assert.Fail(e.Text))!;
        new HandOverChange(Places).Apply(request);
        new HandOverRollback(Places).Undo(request.Transaction);
        Assert.Equal(file, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));
        Assert.Equal(registry, Registry.AllText);
    }

    [Fact]
    public void Complete_KeepsWhatIsToBePutBack_WhenItsRollbackFailed()
    {
        Install(Request(Product, ["S-1-5-20"]));
        var file = File.ReadAllBytes(Places.Credentials.FileOf(ClientId));
        Installed.Remove(Product.ProductCode);
        var request = Request(NewVersion, secret: "an0ther+secret");
        new HandOverChange(Places).Apply(request);
        Registry.BeforeChange = _ => throw new UnauthorizedAccessException("denied");
        Assert.Throws<AimException>(() => new HandOverRollback(Places).Undo(request.Transaction));
        Registry.BeforeChange = null;
        Installed.Add(NewVersion.ProductCode);

        new HandOverEnd(Places, e => Assert.Fail(e.ToString())).Complete(request.Transaction, NewVersion);

        Assert.NotNull(Places.Markers.Find(Product.ProductCode));
        Assert.True(new HandOverRollback(Places).Undo(request.Transaction));
        Assert.Equal(file, File.ReadAllBytes(Places.Credentials.FileOf(ClientId)));
        Assert.Null(Places.Markers.Find(NewVersion.ProductCode));
    }

    [Fact]
    public void Complete_KeepsTheVersionBefore_WhenTheNewOneIsNotOnTheList()
    {
        Install(Request(Product, ["S-1-5-20"]));
        var former = Stored!;
        Installed.Remove(Product.ProductCode);
        var request = Request(NewVersion);
        new HandOverChange(Places).Apply(request);
        Places.Credentials.Write(former);
        new HandOverEnd(Places, e => Assert.Fail(e.ToString())).Complete(request.Transaction, NewVersion);
        Assert.Equal(["S-1-5-20"], Stored!.Readers());
    }

    private static HandOverRequest WithoutStore(ProductIdentity product)
    {
        var request = Request(product);
        return new HandOverRequest { Transaction = request.Transaction, Product = product, Marker = request.Marker, StoresNothing = true };
    }

    [Fact]
    public void Remove_TellsWhatItCannotDo_AndDoesTheRest()
    {
        Install(Request(Product));
        Registry.BeforeChange = _ => throw new UnauthorizedAccessException("denied");
        List<int> problems = [];
        new HandOverEnd(Places, e => problems.Add(e.Number)).Remove(Product);
        Assert.Equal([29063], problems);
        Assert.Null(Stored);
    }
}
