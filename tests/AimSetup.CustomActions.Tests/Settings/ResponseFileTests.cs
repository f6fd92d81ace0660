using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Settings;
using AimSetup.Planning;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Settings;

public sealed class ResponseFileTests : IDisposable
{
    // What no response file may hold: secrets, and what is of one run.
    private static readonly string[] NotInFiles = ["AIMCLIENTSECRET", "AIMPASSWORD", "AIMINITIALACCESSTOKEN", "AIMCHECK", "AIMSKIP", "AIMFILE"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_StandForAllProperties_ThatAFileMayHold() =>
        Assert.Equal(PropertyTable.All.Select(p => p.Name).Except(NotInFiles), ResponseFileMember.All.Select(m => m.Property));

    [Fact]
    public void Read_TakesEveryMember_WhenNothingElseIsGiven()
    {
        _folder.Write("secret.txt", "the client secret");
        _folder.Write("password.txt", "the password");
        var (settings, problems) = Read(
            """
            {
              "$schema": "client.schema.json", "server": "sms01", "tokenServer": "sms02:453", "clientId": "line7-{ComputerName}", "clientSecretFile": "secret.txt",
              "user": "PLANT\\installer", "passwordFile": "password.txt", "tokenLifetime": 600, "scopes": ["openid", "system"], "registrar": "dcr",
              "remoting": "off", "restartService": true, "existing": "update", "unregister": true, "timeout": 7, "thumbprint": "00112233445566778899AABBCCDDEEFF00112233"
            }
            """);
        Assert.Empty(problems);
        Assert.Equal(("https://sms01/identitymanager", "https://sms02:453/identitymanager", "line7-PC1"), (settings.Server!.ToString(), settings.TokenServer!.ToString(), settings.ClientId));
        Assert.Equal(("the client secret", "the password"), (settings.ClientSecret!.Reveal(), settings.Credentials!.Password!.Reveal()));
        Assert.Equal((600, "openid system", "dcr", 7), (settings.TokenLifetime, string.Join(" ", settings.Scopes), settings.Registrar, settings.TimeoutSeconds));
        Assert.Equal((ExistingClientPolicy.Update, true, true), (settings.Existing, settings.Unregister, settings.Options.RestartService));
    }

    [Fact]
    public void Read_PrefersProperties_WhenBothAreGiven()
    {
        var (settings, problems) = Read(
            """{ "server": "sms01", "clientId": "fromfile", "clientSecretFile": "nowhere.txt", "tokenLifetime": 600, "existing": "update" }""",
            ("AIMCLIENTID", "given"), ("AIMCLIENTSECRET", "secret"), ("AIMEXISTING", "adopt"));
        Assert.Empty(problems);
        Assert.Equal(("given", 600, ExistingClientPolicy.Adopt), (settings.ClientId, settings.TokenLifetime, settings.Existing));
        Assert.Equal("secret", settings.ClientSecret!.Reveal());
    }

    [Theory]
    [InlineData("""{ "clientSecret": "hunter2hunter2" }""", "has the secret 'clientSecret' in it")]
    [InlineData("""{ "Password": "hunter2hunter2" }""", "has the secret 'Password' in it")]
    [InlineData("""{ "initialAccessToken": "hunter2hunter2" }""", "has the secret 'initialAccessToken' in it")]
    [InlineData("""{ "Server": "sms01" }""", "'Server' means nothing ('server' would)")]
    [InlineData("""{ "color": "hunter2hunter2" }""", "'color' means nothing")]
    [InlineData("""{ "server": 7 }""", "'server' must be a string")]
    [InlineData("""{ "timeout": "30" }""", "'timeout' must be a whole number")]
    [InlineData("""{ "timeout": 30.5 }""", "'timeout' must be a whole number")]
    [InlineData("""{ "unregister": 1 }""", "'unregister' must be true or false")]
    [InlineData("""{ "scopes": "openid system" }""", "'scopes' must be an array of strings")]
    [InlineData("""{ "server": "a", "server": "b" }""", "has a member twice")]
    [InlineData("""["server"]""", "is no JSON object")]
    [InlineData("""{ "server": hunter2hunter2 }""", "is no JSON (line 1, column 13)")]
    [InlineData("{\n  \"caFile\": \"C:\\Keys\" }", "is no JSON (line 2, column 17: a backslash is written twice there, as in C:\\\\Keys)")]
    [InlineData("", "is empty")]
    public void Read_TellsWhatIsWrong_WithoutShowingValues(string json, string expected)
    {
        var (_, problems) = Read(json);
        Assert.Contains(problems, p => p.StartsWith("AIMFILE is '", StringComparison.Ordinal) && p.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", string.Join("\n", problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client.json", "is no full path")]
    [InlineData("/no/such/client.json", "does not exist")]
    public void Read_TellsWhatIsWrong_WhenThereIsNoFile(string path, string expected)
    {
        var reader = new SettingsReader(name => name == "AIMFILE" ? path : "", "PC1");
        reader.ReadForInstall();
        Assert.DoesNotContain(reader.Problems, p => p.Contains("is missing", StringComparison.Ordinal) || p.Contains("No client secret", StringComparison.Ordinal));
        Assert.Contains(reader.Problems, p => p.Contains(expected, StringComparison.Ordinal) || p.Contains("is no full path", StringComparison.Ordinal));
    }

    private (InstallSettings Settings, IReadOnlyList<string> Problems) Read(string json, params (string Name, string Value)[] given)
    {
        var values = given.ToDictionary(g => g.Name, g => g.Value);
        values["AIMFILE"] = _folder.Write("client.json", json);
        var reader = new SettingsReader(name => values.GetValueOrDefault(name, ""), "PC1");
        return (reader.ReadForInstall(), reader.Problems);
    }
}
