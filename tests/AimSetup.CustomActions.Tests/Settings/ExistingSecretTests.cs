using AimSetup.CustomActions.Settings;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Settings;

public sealed class ExistingSecretTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IsGiven_AsksForNothing_WhenTheSecretIsGivenOrNoneIs()
    {
        Assert.True(IsGiven(new FakeSession(("AIMCLIENTSECRET", "x")), questions: 0));
        Assert.True(IsGiven(new FakeSession(("AIMCLIENTSECRETFILE", _folder.Write("secret.txt", "x"))), questions: 0));
        Assert.True(IsGiven(new FakeSession(("AIMFILE", _folder.Write("client.json", """{ "clientSecretFile": "secret.txt" }"""))), questions: 0));
        Assert.False(IsGiven(new FakeSession(("AIMGENERATESECRET", "1")), questions: 0));
        Assert.False(IsGiven(new FakeSession(("AIMFILE", _folder.Write("none.json", """{ "server": "sms01" }"""))), questions: 0));
        Assert.Empty(_said);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C:\\another.txt")]
    public void IsGiven_WhenThisRunNamesAFileThatIsNotThere(string row)
    {
        var session = Repair(("AIMCLIENTSECRETFILE", _folder.Combine("none")));
        if (row.Length > 0)
            session.PropertyRows["AIMCLIENTSECRETFILE"] = row;
        Assert.True(IsGiven(session));
        Assert.Empty(_said);
    }

    [Theory]
    [InlineData("Property")]
    [InlineData("CustomAction")]
    [InlineData("AppSearch")]
    public void IsGiven_IsNot_WhenThePackageNamesAFileThatIsNotThere(string table)
    {
        var session = Repair(("AIMCLIENTSECRETFILE", _folder.Combine("none")));
        Name("AIMCLIENTSECRETFILE", _folder.Combine("none"), table, session);
        Assert.False(IsGiven(session));
        Assert.Contains($"AIMCLIENTSECRETFILE is '{_folder.Combine("none")}', which does not exist", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void IsGiven_IsWhoeverNamesTheResponseFile_WhenTheFileInItIsNotThere(bool isOfPackage, bool expected)
    {
        var file = _folder.Write("client.json", """{ "clientSecretFile": "none" }""");
        var session = Repair(("AIMFILE", file));
        if (isOfPackage)
            session.PropertyRows["AIMFILE"] = file;
        Assert.Equal(expected, IsGiven(session));
        Assert.Equal(isOfPackage ? 1 : 0, _said.Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void IsGiven_IsWhoeverNamesTheResponseFile_WhenThatIsNotThere(bool isOfPackage, bool expected)
    {
        var session = Repair(("AIMFILE", _folder.Combine("none.json")));
        if (isOfPackage)
            session.PropertyRows["AIMFILE"] = _folder.Combine("none.json");
        Assert.Equal(expected, IsGiven(session));
        Assert.Equal(isOfPackage ? 1 : 0, _said.Count(s => s.Contains("AIMFILE is '", StringComparison.Ordinal)));
    }

    [Fact]
    public void IsGiven_WhenThisRunNamesAFileThatIsNotThereAndThePackageAResponseFile()
    {
        var session = Repair(("AIMCLIENTSECRETFILE", _folder.Combine("none")), ("AIMFILE", _folder.Combine("none.json")));
        session.PropertyRows["AIMFILE"] = _folder.Combine("none.json");
        Assert.True(IsGiven(session));
    }

    [Theory]
    [InlineData("AIMCLIENTSECRETFILE")]
    [InlineData("AIMFILE")]
    public void IsGiven_IsNot_WhenTheLineOfAnInstallationIsRunAgainWithoutItsFile(string property)
    {
        Assert.False(IsGiven(new FakeSession((property, _folder.Combine("none")))));
        Assert.StartsWith($"{property} is ", Assert.Single(_said), StringComparison.Ordinal);
    }

    private static FakeSession Repair(params (string, string)[] properties) => new([.. properties, ("REINSTALL", "ALL")]);

    private static void Name(string property, string value, string table, FakeSession session)
    {
        if (table == "Property")
            session.PropertyRows[property] = value;
        else
            (table == "AppSearch" ? session.SearchedFor : session.SetByActions).Add(property);
    }

    private bool IsGiven(FakeSession session, int? questions = null)
    {
        var result = ExistingSecret.IsGiven(session, new PropertySource(session.GetProperty), _said.Add);
        if (questions is { } expected)
            Assert.Equal(expected, session.Questions);
        return result;
    }
}
