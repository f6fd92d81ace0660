using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>A repair or an upgrade with the secret and without AIMREADERS: who could read the credentials before is to read the new ones.</summary>
public sealed class FormerReadersTests : ActionTest
{
    private const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";
    private const string OtherClient = "line8-client";
    private const string Reader = "S-1-5-21-1-2-3-2000";
    private const string OfPackage = "S-1-5-21-1-2-3-2001";

    private static readonly ProductIdentity Other = new("{99999999-9999-9999-9999-999999999999}", "{BBBBBBBB-9999-9999-9999-999999999999}", "Other client");

    [Theory]
    [InlineData(OldVersion, false, "")]
    [InlineData(NewVersion, false, "")]
    [InlineData(NewVersion, true, "")]
    [InlineData(OldVersion, false, OfPackage)]
    [InlineData(NewVersion, true, OfPackage)]
    public void Readers_AreKept_WhenTheClientIsAnother(string productCode, bool isRemovedLate, string ofPackage)
    {
        Installed();

        var session = Replace(Line(productCode, OtherClient, ofPackage), isRemovedLate);

        Assert.Equal(ofPackage.Length > 0 ? [Reader, ofPackage] : [Reader], Store.Find(OtherClient)!.Readers());
        Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(OldVersion, true, OtherClient, "")]
    [InlineData(NewVersion, true, OtherClient, "")]
    [InlineData(OldVersion, false, OtherClient, "")]
    [InlineData(NewVersion, false, ClientId, "")]
    [InlineData(OldVersion, true, ClientId, OfPackage)]
    [InlineData(NewVersion, true, ClientId, OfPackage)]
    [InlineData(OldVersion, false, ClientId, OfPackage)]
    public void Readers_AreLostAndAWarningSaysSo_WhenTheFileOfBeforeIsGoneOrOfNoUse(string productCode, bool isThere, string clientId, string ofPackage)
    {
        Installed();
        if (isThere)
            Protector = new AesDataProtector();
        else
            File.Delete(Assert.Single(CredentialFiles));

        var session = Replace(Line(productCode, clientId, ofPackage), isRemovedLate: false);

        Assert.Equal(ofPackage.Length > 0 ? [ofPackage] : [], Store.Find(clientId)!.Readers());
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
        Assert.Contains(ofPackage.Length > 0 ? "Administrators and the readers of the package can" : "SYSTEM and Administrators can", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Readers_AreLostAndAWarningSaysSo_WhenAnotherProductHasWrittenTheFileAnew()
    {
        Installed();
        var stored = Store.Find(ClientId)!;
        Store.Write(stored.WithUsers([new(Other, ["S-1-5-20"])], stored.Transaction, stored.Changed));
        var session = Line(OldVersion, ClientId);
        session.InstalledProducts.Add(Other.ProductCode);
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(Replace(session, isRemovedLate: false).Reports));
    }

    [Fact]
    public void Readers_AreNone_WhenTheInstanceIsNew()
    {
        Installed();
        var session = Line(NewVersion, OtherClient);
        session.SetProperty("MSINEWINSTANCE", "1");
        Assert.Empty(Replace(session, isRemovedLate: true).Reports);
        Assert.Empty(Store.Find(OtherClient)!.Readers());
    }

    [Fact]
    public void Readers_AreLeftOut_WhenAUserNamedThemForTheClientOfBefore()
    {
        IsAdministrator = false;
        Installed();
        IsAdministrator = true;
        var session = Replace(Line(OldVersion, OtherClient), isRemovedLate: false);
        Assert.Empty(Store.Find(OtherClient)!.Readers());
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
    }

    [Fact]
    public void Readers_AreLeftOut_WhenAUserChoosesTheClientOfAnotherProduct()
    {
        Installed();
        var stored = Store.Find(ClientId)!;
        Store.Write(new()
        {
            ClientId = OtherClient,
            ClientSecret = new Secret(SecretValue),
            Server = stored.Server,
            TokenEndpoints = stored.TokenEndpoints,
            Trust = stored.Trust,
            Transaction = Journal.NewTransaction(),
            Changed = stored.Changed,
            Users = [new(Other, ["S-1-5-20"])],
        });
        IsAdministrator = false;
        var planned = Line(NewVersion, OtherClient);
        planned.InstalledProducts.Add(Other.ProductCode);

        var session = Replace(planned, isRemovedLate: true);

        Assert.Equal(["S-1-5-20"], Store.Find(OtherClient)!.Readers());
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
    }

    private FakeSession Line(string productCode, string clientId, string ofPackage = "")
    {
        Emulator.State.AddClient(OtherClient, SecretValue);
        var session = Install(("ProductCode", productCode), ("AIMCLIENTID", clientId), ("AIMREADERS", ofPackage), ("Installed", productCode == OldVersion ? "1" : ""));
        if (ofPackage.Length > 0)
            session.PropertyRows["AIMREADERS"] = ofPackage;
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private FakeSession Replace(FakeSession planned, bool isRemovedLate)
    {
        Plan(planned);
        if (!isRemovedLate && planned.GetProperty("ProductCode") == NewVersion)
            planned.InstalledProducts.Remove(OldVersion);
        var session = Register(planned);
        planned.InstalledProducts.Add(planned.GetProperty("ProductCode"));
        Commit(planned);
        return session;
    }

    private void Installed()
    {
        var planned = Plan(Install([.. Account, ("AIMREADERS", Reader)]));
        Register(planned);
        Commit(planned);
    }
}
