using AimSetup.CustomActions.Settings;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_HasTheDocumentedDefaults_WhenOnlyTheNecessaryIsGiven()
    {
        var (settings, problems) = Read();
        Assert.Empty(problems);
        Assert.Equal("https://sms01/identitymanager", settings.Server!.ToString());
        Assert.Equal(86400, settings.TokenLifetime);
        Assert.Equal(["openid", "system", "profile"], settings.Scopes);
        Assert.Equal("auto", settings.Registrar);
        Assert.Equal(ExistingClientPolicy.Adopt, settings.Existing);
        Assert.Equal(30, settings.TimeoutSeconds);
        Assert.Equal((RemotingMode.Https, false, null), (settings.Options.Remoting, settings.Options.RestartService, settings.Options.ScriptPath));
        Assert.False(settings.Unregister || settings.CheckOnly || settings.Skip || settings.IsSecretNew);
        Assert.Null(settings.Credentials);
    }

    [Fact]
    public void Read_FindsEveryProblemAtOnce_WithoutShowingASecret()
    {
        var (_, problems) = Read(
            ("AIMSERVER", "http://sms01"), ("AIMCLIENTID", ""), ("AIMCLIENTSECRET", "top\nsecret"), ("AIMUSER", "nodomain"), ("AIMPASSWORD", "hidden\u0007word"),
            ("AIMTOKENLIFETIME", "1h"), ("AIMSCOPES", "  "), ("AIMREGISTRAR", "rest"), ("AIMEXISTING", "overwrite"), ("AIMUNREGISTER", "yes"), ("AIMTIMEOUT", "0"),
            ("AIMCAFILE", "relative.cer"), ("AIMTHUMBPRINT", "12"), ("AIMSTORE", "yes"), ("AIMREADERS", "a\tb"), ("AIMMES", "http://mes01"), ("AIMTOKENSERVER", "ftp://x"));
        var text = string.Join("\n", problems);
        foreach (var name in new[] { "AIMSERVER", "AIMCLIENTID", "AIMCLIENTSECRET", "AIMUSER", "AIMPASSWORD", "AIMTOKENLIFETIME", "AIMSCOPES", "AIMREGISTRAR", "AIMEXISTING", "AIMUNREGISTER", "AIMTIMEOUT", "AIMCAFILE", "AIMTHUMBPRINT", "AIMSTORE", "AIMREADERS", "AIMMES", "AIMTOKENSERVER" })
            Assert.Contains(problems, p => p.StartsWith(name, StringComparison.Ordinal));
        Assert.DoesNotContain("secret\n", text + "\n", StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.Contains("this version supports auto, pcs, script, dcr", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "1", RemotingMode.Off, true)]
    [InlineData("http", "", "1", RemotingMode.Http, true)]
    [InlineData("https", "0", "1", RemotingMode.Https, false)]
    [InlineData("ssh", "", "1", RemotingMode.Off, true)]
    [InlineData("http", "0", "0", RemotingMode.Off, true)]
    public void ReadForUninstall_TakesWhatIsGivenOfTheOptions_OverWhatTheJournalTells(string remoting, string restart, string unregister, RemotingMode mode, bool restarts)
    {
        var given = new Dictionary<string, string> { ["AIMREMOTING"] = remoting, ["AIMRESTARTSERVICE"] = restart, ["AIMUNREGISTER"] = unregister };
        var settings = new SettingsReader(name => given.GetValueOrDefault(name, ""), "PC").ReadForUninstall();
        var options = settings.Given.Over(new RegistrarOptions { Remoting = RemotingMode.Off, RestartService = true, ScriptPath = @"C:\a.ps1" });
        Assert.Equal((mode, restarts, @"C:\a.ps1"), (options.Remoting, options.RestartService, options.ScriptPath));
    }

    [Theory]
    [InlineData("AIMREMOTING", "ssh", "AIMREMOTING is 'ssh'")]
    [InlineData("AIMRESTARTSERVICE", "yes", "AIMRESTARTSERVICE is 'yes'")]
    [InlineData("AIMSCRIPT", "RegisterAIMServiceClient.ps1", "no full path of a .ps1 file")]
    [InlineData("AIMSCRIPT", "/media/setup.exe", "no full path of a .ps1 file")]
    [InlineData("AIMCLIENTSECRET", "", "No client secret is given")]
    [InlineData("AIMGENERATESECRET", "1", "More than one of")]
    [InlineData("AIMPASSWORD", "x", "without AIMUSER")]
    [InlineData("AIMCLIENTID", "with blank", "AIMCLIENTID is 'with blank'")]
    [InlineData("AIMCLIENTID", "[AIMPASSWORD]", "AIMCLIENTID is")]
    [InlineData("AIMCLIENTID", "ünïcode", "AIMCLIENTID is")]
    [InlineData("AIMSCOPES", "system,[x]", "AIMSCOPES is")]
    [InlineData("AIMTOKENLIFETIME", "59", "from 60 to 31536000")]
    [InlineData("AIMTOKENLIFETIME", "99999999999", "from 60 to 31536000")]
    [InlineData("AIMTIMEOUT", "601", "from 1 to 600")]
    public void Read_TellsTheProblem_WhenAValueIsWrong(string name, string value, string expected) =>
        Assert.Contains(expected, string.Join("\n", Read((name, value)).Problems), StringComparison.Ordinal);

    // An attribute cannot carry it.
    [Fact]
    public void Read_TellsTheProblem_WhenASurrogateIsAlone() =>
        Assert.Contains("no well-formed Unicode", Assert.Single(Read(("AIMCLIENTSECRET", "x\ud800y")).Problems), StringComparison.Ordinal);

    [Fact]
    public void Read_TellsTheProblem_WhenAValueIsTooLong()
    {
        Assert.Contains("AIMCLIENTID has 201 characters", Assert.Single(Read(("AIMCLIENTID", new string('x', 201))).Problems), StringComparison.Ordinal);
        Assert.Contains("domain\\user, with 256 characters at most", Assert.Single(Read(("AIMUSER", @"PLANT\" + new string('x', 256))).Problems), StringComparison.Ordinal);
        Assert.Contains("200 at most", Assert.Single(Read(("AIMSCOPES", new string('x', 201))).Problems), StringComparison.Ordinal);
        Assert.Contains("AIMCLIENTSECRET has 1025 characters", Assert.Single(Read(("AIMCLIENTSECRET", new string('x', 1025))).Problems), StringComparison.Ordinal);
        Assert.Empty(Read(("AIMCLIENTSECRET", new string('x', 1024))).Problems);
    }

    [Theory]
    [InlineData("utf-8", "", "\r\n")]
    [InlineData("utf-8", "\ufeff", "\n")]
    [InlineData("utf-16", "\ufeff", "\r\n")]
    [InlineData("utf-16BE", "\ufeff", "")]
    public void Read_TakesTheSecretUnchanged_WhateverTheEncodingOfTheFile(string encoding, string mark, string end)
    {
        const string secret = " ünï \"code\" ; % & [x] 日本 ";
        File.WriteAllBytes(_folder.Combine("secret"), System.Text.Encoding.GetEncoding(encoding).GetBytes(mark + secret + end));
        var (settings, problems) = Read(("AIMCLIENTSECRET", ""), ("AIMCLIENTSECRETFILE", _folder.Combine("secret")));
        Assert.Empty(problems);
        Assert.Equal(secret, settings.ClientSecret!.Reveal());
    }

    [Theory]
    [InlineData(new byte[] { }, "is empty")]
    [InlineData(new byte[] { 0x0d, 0x0a }, "has no text")]
    [InlineData(new byte[] { 0xc3, 0x28 }, "is no UTF-8 text")]
    [InlineData(new byte[] { 0x61, 0x0a, 0x62 }, "has a line break")]
    public void Read_TellsTheProblem_WhenTheFileHoldsNoSecret(byte[] content, string expected)
    {
        File.WriteAllBytes(_folder.Combine("secret"), content);
        Assert.Contains(expected, Assert.Single(Read(("AIMCLIENTSECRET", ""), ("AIMCLIENTSECRETFILE", _folder.Combine("secret"))).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TellsTheProblem_WhenTheFileCannotBeRead()
    {
        Assert.Contains("does not exist", Assert.Single(Read(("AIMCLIENTSECRET", ""), ("AIMCLIENTSECRETFILE", _folder.Combine("none"))).Problems), StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Single(Read(("AIMCLIENTSECRET", ""), ("AIMCLIENTSECRETFILE", _folder.Path)).Problems), StringComparison.Ordinal);
        Assert.Contains("is no full path", Assert.Single(Read(("AIMCLIENTSECRET", ""), ("AIMCLIENTSECRETFILE", "secret.txt")).Problems), StringComparison.Ordinal);
        Assert.Contains("holds no certificate", Assert.Single(Read(("AIMCAFILE", _folder.Write("ca", "x"))).Problems), StringComparison.Ordinal);
        File.WriteAllBytes(_folder.Combine("big"), new byte[70_000]);
        Assert.Contains("longer than", Assert.Single(Read(("AIMCAFILE", _folder.Combine("big"))).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IsNoProblem_WhenAnAccountIsNamedWithoutItsPassword()
    {
        var (settings, problems) = Read(("AIMUSER", "PLANT\\x"));
        Assert.Empty(problems);
        Assert.Null(settings.Credentials);
    }

    private static (InstallSettings Settings, IReadOnlyList<string> Problems) Read(params (string Name, string Value)[] properties)
    {
        var values = new Dictionary<string, string> { ["AIMSERVER"] = "sms01", ["AIMCLIENTID"] = "line7", ["AIMCLIENTSECRET"] = "a secret" };
        foreach (var (name, value) in properties)
            values[name] = value;
        var reader = new SettingsReader(name => values.GetValueOrDefault(name, ""), "PC0815");
        return (reader.ReadForInstall(), reader.Problems);
    }
}
