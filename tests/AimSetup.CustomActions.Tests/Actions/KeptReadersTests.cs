using AimSetup.CustomActions.Session;
using AimSetup.Errors;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Who may read stored credentials, where no client secret is given.</summary>
public sealed class KeptReadersTests : KeptRegistrationTest
{
    private const string NewReader = "S-1-5-21-1-2-3-2001";
    private const string OldReader = "S-1-5-21-1-2-3-2000";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Readers_AreReplaced_WhenAnAdministratorNamesThem(bool isUpgrade, bool succeeds)
    {
        Installed(("AIMREADERS", OldReader));
        var file = File.ReadAllBytes(CredentialFiles.Single());

        var session = Plan(isUpgrade ? Upgrade(("AIMREADERS", NewReader)) : Repair(("AIMREADERS", NewReader)));
        if (isUpgrade)
            session.InstalledProducts.Clear();
        Register(session);
        Assert.Contains(NewReader, Store.Find(ClientId)!.Readers());
        if (succeeds)
            Commit(session);
        else
            Rollback(session);

        Assert.Equal([succeeds ? NewReader : OldReader], Store.Find(ClientId)!.Readers());
        Assert.Equal(SecretValue, Store.Find(ClientId)!.ClientSecret.Reveal());
        if (!succeeds)
            Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(NewReader, true)]
    [InlineData(OldReader, false)]
    public void Readers_StayAndAWarningSaysSo_WhenAnOrdinaryUserNamesOthersInAnUpgrade(string reader, bool warns)
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = false;
        var planned = Plan(Upgrade(("AIMREADERS", reader)));
        planned.InstalledProducts.Clear();
        var session = Register(planned);
        Commit(planned);
        Assert.Equal([OldReader], Store.Find(ClientId)!.Readers());
        Assert.Equal(NewVersion, Assert.Single(Store.Find(ClientId)!.Users).Product.ProductCode);
        if (warns)
            AssertWarned(session, AimErrors.ReadersNotApplied);
        else
            Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Readers_AreNotApplied_WhenWhatIsStoredIsGoneOrOfNoUse(bool isThere)
    {
        Installed();
        var file = Assert.Single(CredentialFiles);
        if (isThere)
            File.WriteAllText(file, "damaged");
        else
            File.Delete(file);
        var session = Register(Plan(Repair(("AIMREADERS", NewReader))));
        Assert.Equal(AimErrors.CredentialsUnusable.Number, Assert.Single(session.Reports).Number);
    }

    [Fact]
    public void Readers_StayAndAWarningSaysSo_WhenAnOrdinaryUserRepairs()
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = false;
        var session = Plan(Repair(("AIMREADERS", NewReader)));
        AssertWarned(session, AimErrors.ReadersNotApplied);
        Assert.Equal("", session.GetProperty("AimRegister"));
    }

    [Theory]
    [InlineData(OldReader, true, true)]
    [InlineData(OldReader, true, false)]
    [InlineData(NewReader, false, true)]
    [InlineData(@"PLANT\nobody", true, true)]
    public void Repair_HasNoWork_WhenThePackageNamesTheReaders(string reader, bool isAdministrator, bool isOfPackage)
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = isAdministrator;
        var session = Repair(("AIMREADERS", reader));
        if (isOfPackage)
            session.PropertyRows["AIMREADERS"] = reader;
        Plan(session);
        Assert.Equal("", session.GetProperty("AimRegister"));
        Assert.Equal(reader.StartsWith('S') ? 0 : 1, session.Reports.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_Refuses_WhenReadersAreUnknown(bool isUpgrade)
    {
        Installed();
        (string, string) readers = ("AIMREADERS", @"PLANT\nobody;NT SERVICE\x");
        var session = Plan(isUpgrade ? Upgrade(readers) : Repair(readers), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.ReadersUnknown.Number), Assert.Single(session.Reports));
        Assert.Contains(@"'PLANT\nobody', 'NT SERVICE\x'", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Refuses_WhenReadersAreTooMany()
    {
        Installed();
        var session = Plan(Upgrade(("AIMREADERS", string.Join(";", Enumerable.Range(0, 21).Select(i => $"S-1-5-21-{i}")))), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(session.Reports));
    }

    [Fact]
    public void Readers_HaveNoEffect_WhenNothingIsStored()
    {
        Installed(("AIMSTORE", "0"));
        var session = Plan(Repair(("AIMREADERS", NewReader)));
        Assert.Contains("AIMREADERS has no effect", session.AllText, StringComparison.Ordinal);
        Assert.Equal("", session.GetProperty("AimRegister"));
    }
}
