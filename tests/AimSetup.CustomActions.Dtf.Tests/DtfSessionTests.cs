using AimSetup.CustomActions.Session;
using AimSetup.DtfStandIn;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf.Tests;

public sealed class DtfSessionTests
{
    private const string Product = "{11111111-1111-1111-1111-111111111111}";

    private readonly StandInInstaller _installer = new();

    private DtfSession Session => new(new DtfHandle(_installer));

    [Fact]
    public void Properties_AreReadAndSet_WhenTheActionIsImmediate()
    {
        Session.SetProperty("AIMSERVER", "sms01");
        Assert.Equal("sms01", Session.GetProperty("AIMSERVER"));
        Assert.Equal("", Session.GetProperty("AIMCLIENTID"));
    }

    [Fact]
    public void IsAnySet_FindsTheOneThatHasAValue()
    {
        _installer.Properties["AIMUSER"] = "0";
        _installer.Properties["AIMSERVER"] = "";
        Assert.True(Session.IsAnySet(["AIMSERVER", "AIMUSER", "AIMMES"]));
        Assert.False(Session.IsAnySet(["AIMSERVER", "AIMMES"]));
    }

    [Fact]
    public void IsAnySet_IsTrue_WhenItCannotBeFoundOut() =>
        Assert.True(new DtfSession(new DtfHandle(new StandInInstaller(InstallRunMode.Scheduled, ""))).IsAnySet(["AIMSERVER"]));

    [Fact]
    public void Query_IsEmpty_WhenThereAreNoRowsOrNoTable()
    {
        const string query = "SELECT `Value` FROM `Property` WHERE `Property`='AIMFILE'";
        Assert.Empty(Session.Query(query));
        _installer.Texts[query] = [];
        Assert.Empty(Session.Query(query));
        _installer.Texts[query] = ["C:\\{0}.json"];
        Assert.Equal(["C:\\{0}.json"], Session.Query(query));
    }

    [Fact]
    public void IsFeatureKept_IsTrue_WhenItCannotBeFoundOut()
    {
        Assert.True(Session.IsFeatureKept("Main"));
        Assert.True(new DtfSession(new DtfHandle(new StandInInstaller(InstallRunMode.Scheduled, ""))).IsFeatureKept("Main"));
    }

    [Theory]
    [InlineData(InstallState.Local, InstallState.Absent, false)]
    [InlineData(InstallState.Local, InstallState.Unknown, true)]
    [InlineData(InstallState.Absent, InstallState.Unknown, false)]
    public void IsFeatureKept_TellsByTheStates(InstallState current, InstallState request, bool expected)
    {
        _installer.Features["Main"] = new(current, request);
        Assert.Equal(expected, Session.IsFeatureKept("Main"));
    }

    [Fact]
    public void Properties_Throw_WhenTheActionIsDeferred()
    {
        var deferred = new DtfSession(new DtfHandle(new StandInInstaller(InstallRunMode.Scheduled, "data; with=semicolons")));
        Assert.Throws<InstallerException>(() => deferred.GetProperty("AIMSERVER"));
        Assert.Throws<InstallerException>(() => deferred.SetProperty("AIMSERVER", ""));
        Assert.Equal("data; with=semicolons", deferred.CustomActionData);
    }

    [Theory]
    [InlineData(InstallRunMode.Scheduled, true, false, false)]
    [InlineData(InstallRunMode.Rollback, true, true, false)]
    [InlineData(InstallRunMode.Commit, true, false, true)]
    public void GetMode_TellsTheKindOfAction(InstallRunMode mode, bool scheduled, bool rollback, bool commit)
    {
        var session = new DtfSession(new DtfHandle(new StandInInstaller(mode, "")));
        Assert.Equal((scheduled, rollback, commit), (session.GetMode(InstallerMode.Scheduled), session.GetMode(InstallerMode.Rollback), session.GetMode(InstallerMode.Commit)));
    }

    [Fact]
    public void Message_IsWrittenAsItIs_WhenItLooksLikeAFormat()
    {
        _installer.Properties["AIMPASSWORD"] = "hunter2";
        Session.Message(InstallerMessage.Info, "100 % of {0} and [AIMPASSWORD]");
        Assert.Equal("100 % of {0} and [AIMPASSWORD]", Assert.Single(_installer.Messages).Value);
    }

    [Fact]
    public void Message_TakesItsTextFromTheErrorTable_WhenItIsAnError()
    {
        _installer.Errors[29002] = "AimSetup [1]: [2] cannot be reached: [3]";
        Session.Message(InstallerMessage.Error, "29002", "sms01", "12");
        Assert.Equal(new(InstallMessage.Error, "AimSetup 29002: sms01 cannot be reached: 12"), Assert.Single(_installer.Messages));
    }

    [Theory]
    [InlineData(InstallerMessage.Progress)]
    [InlineData(InstallerMessage.Info)]
    [InlineData(InstallerMessage.Error)]
    public void Message_AnswersCancel_WhenDtfThrowsIt(InstallerMessage kind)
    {
        _installer.Answer = _ => MessageResult.Cancel;
        Assert.Equal(InstallerReply.Cancel, Session.Message(kind, "2", "0"));
    }

    [Theory]
    [InlineData(MessageResult.Error)]
    [InlineData(MessageResult.None)]
    [InlineData(MessageResult.OK)]
    public void Message_AnswersNone_WhenNobodyCancelled(MessageResult answer)
    {
        _installer.Answer = _ => answer;
        Assert.Equal(InstallerReply.None, Session.Message(InstallerMessage.Warning, "29019", "x"));
    }

    [Fact]
    public void FindRelatedProducts_FindsNone_WhenTheCodeIsMissingOrMalformed()
    {
        _installer.Products.Add(Product);
        Assert.Empty(Session.FindRelatedProducts(""));
        Assert.Empty(Session.FindRelatedProducts("no code"));
        Assert.Equal([Product], Session.FindRelatedProducts("{AAAAAAAA-1111-1111-1111-111111111111}"));
    }

    [Fact]
    public void IsProductInstalled_CountsAdvertisedProductsAndThoseOfOthers()
    {
        Assert.False(Session.IsProductInstalled(""));
        Assert.False(Session.IsProductInstalled(Product));
        _installer.ProductsOfOthers.Add(Product);
        Assert.True(Session.IsProductInstalled(Product));
        _installer.ProductsOfOthers.Clear();
        _installer.AdvertisedProducts.Add(Product);
        Assert.True(Session.IsProductInstalled(Product));
    }
}
