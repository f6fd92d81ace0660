using AimSetup.Credentials;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>AIMREADERS as the package has it: nobody asked for it in this run, and somebody may have given others before.</summary>
public sealed class PackageReadersTests : ActionTest
{
    private const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";
    private const string OfPackage = "S-1-5-21-1-2-3-2001";
    private const string OfAdministrator = "S-1-5-21-1-2-3-2000";

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    public void Readers_AreAdded_WhenThePackageHasThem(bool isUpgrade, bool hasSecret, bool succeeds)
    {
        Installed(OfAdministrator);
        var file = File.ReadAllBytes(CredentialFiles.Single());

        var session = Plan(Maintained(isUpgrade, OfPackage, hasSecret));
        if (isUpgrade)
            session.InstalledProducts.Clear();
        Register(session);
        Assert.Equal([OfAdministrator, OfPackage], Store.Find(ClientId)!.Readers());
        if (succeeds)
        {
            Commit(session);
        }
        else
        {
            Rollback(session);
            Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        }

        Assert.Equal(succeeds ? [OfAdministrator, OfPackage] : [OfAdministrator], Store.Find(ClientId)!.Readers());
        Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_WarnsAndGoesOn_WhenThoseOfThePackageAreUnknown(bool isUpgrade)
    {
        Installed(OfAdministrator);

        var session = Plan(Maintained(isUpgrade, @"PLANT\nobody", hasSecret: false));

        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
        Assert.Contains(@"this machine does not know 'PLANT\nobody'", session.AllText, StringComparison.Ordinal);
        Assert.Equal(isUpgrade, session.GetProperty("AimRegister").Length > 0);
    }

    [Theory]
    [InlineData(OfPackage, false)]
    [InlineData("S-1-5-21-1-2-3-2002", true)]
    public void Upgrade_WarnsAnOrdinaryUser_WhenThePackageHasReadersThatAreNotThere(string reader, bool warns)
    {
        Installed(OfAdministrator + ";" + OfPackage);
        IsAdministrator = false;
        var planned = Plan(Maintained(isUpgrade: true, reader, hasSecret: false));
        planned.InstalledProducts.Clear();
        var session = Register(planned);
        Assert.Equal([OfAdministrator, OfPackage], Store.Find(ClientId)!.Readers());
        Assert.Equal(warns ? 1 : 0, session.Reports.Count);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Readers_AreKeptForAnotherSecret_WhenThePackageHasThemAndAnOrdinaryUserInstalled(bool isOfPackage, bool isKept)
    {
        IsAdministrator = false;
        Installed(OfPackage, isOfPackage);
        var stored = Store.Find(ClientId)!;
        var other = new ProductIdentity("{99999999-9999-9999-9999-999999999999}", "{BBBBBBBB-9999-9999-9999-999999999999}", "Other client");

        new CredentialHandOver(Store, _ => true).Store(stored.WithSecret(new Secret("an0ther+secret"), stored.Transaction, stored.Changed), other, ["S-1-5-20"]);

        Assert.Equal(isKept ? [OfPackage, "S-1-5-20"] : ["S-1-5-20"], Store.Find(ClientId)!.Readers());
    }

    private FakeSession Maintained(bool isUpgrade, string readers, bool hasSecret)
    {
        (string, string)[] kind = isUpgrade ? [("ProductCode", NewVersion), ("ProductVersion", "2.0.0")] : [("Installed", "1"), ("REINSTALL", "ALL"), ("ProductVersion", "1.0.0")];
        var session = Install([.. kind, ("AIMREADERS", readers), .. hasSecret ? Array.Empty<(string, string)>() : [("AIMCLIENTSECRETFILE", "")]]);
        session.PropertyRows["AIMREADERS"] = readers;
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private void Installed(string readers, bool isOfPackage = false)
    {
        var planned = Install([.. Account, ("ProductVersion", "1.0.0"), ("AIMREADERS", readers)]);
        if (isOfPackage)
            planned.PropertyRows["AIMREADERS"] = readers;
        Register(Plan(planned));
        Commit(planned);
    }
}
