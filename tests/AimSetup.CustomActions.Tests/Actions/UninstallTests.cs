using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Uninstalls with and without rollback: without it Windows Installer runs no commit action.</summary>
public sealed class UninstallTests : ActionTest
{
    [Theory]
    [InlineData("DISABLEROLLBACK", "1")]
    [InlineData("RollbackDisabled", "1")]
    public void Uninstall_LeavesTheRegistrationOnly_WhenRollbackIsDisabled(string property, string value)
    {
        Registered();
        var planned = Plan(Uninstall((property, value), ("AIMUNREGISTER", "1")));
        Assert.Equal((InstallerMessage.Warning, 29065), Assert.Single(planned.Reports));
        Assert.Contains("rollback is disabled)", planned.AllText, StringComparison.Ordinal);
        Assert.Equal("", planned.GetProperty("AimCommit"));

        var session = Register(planned);

        Assert.Equal("AimSetup: outcome=skipped client=- server=- transaction=- error=29065", session.LastLine);
        Assert.Empty(CredentialFiles);
        Assert.Empty(new MarkerStore(Registry).ReadAll());
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Single(JournalFiles);
    }

    [Fact]
    public void Uninstall_RemovesWhatIsOnTheMachine_WhenRollbackIsDisabledAndNothingElseIsAskedFor()
    {
        Registered();
        var session = Register(Plan(Uninstall(("DISABLEROLLBACK", "1"))));
        Assert.EndsWith("error=-", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(CredentialFiles);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public void Uninstall_WaitsForTheCommit_WhenRollbackIsDisabledOnlyOnAFullDisk()
    {
        Registered();
        var planned = Plan(Uninstall(("PROMPTROLLBACKCOST", "D"), ("AIMUNREGISTER", "1")));
        Assert.Equal("", planned.GetProperty("AimRegister"));
        Assert.Contains("outcome=removed", Commit(planned).LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "1", false)]
    [InlineData(false, "1", true)]
    [InlineData(false, "0", false)]
    public void Plan_TellsWhatHasNoAccount_WhenTheRegistrationIsToBeRemoved(bool hasAccount, string unregister, bool tells)
    {
        var session = Plan(Uninstall([.. hasAccount ? Account : [], ("AIMUNREGISTER", unregister)]));
        Assert.Equal(tells, session.AllText.Contains("plan: no AIM account is given", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("other", false, true)]
    [InlineData("other", true, false)]
    [InlineData("OTHER", true, true)]
    public async Task Uninstall_UsesTheAccountForOneServerOnly(string named, bool isOfPackage, bool isForTheOther)
    {
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            AdministratorPassword = AdministratorPassword,
            CertificateFolder = Folder.Combine("other"),
            RootFile = Folder.Combine("other.cer"),
        });
        Registered(other, ClientId, [("AIMCAFILE", Folder.Combine("other.cer"))]);
        Registered(Emulator, "line8-client", [("Installed", "1"), ("REINSTALL", "ALL")]);
        Assert.Equal(2, JournalFiles.Length);

        // Somebody else has the ID there since, so that what the record has does not suffice.
        other.State.ClearClients();
        other.State.AddClient(ClientId, "an0ther+secret");
        other.State.ClearRequests();

        var address = other.BaseAddress.AbsoluteUri;
        var server = named switch { "other" => address, "OTHER" => address.Replace("https", "HTTPS", StringComparison.Ordinal), _ => "" };
        var planned = Uninstall([("AIMSERVER", server), ("AIMUNREGISTER", "1"), .. Account]);
        if (isOfPackage)
            planned.PropertyRows["AIMSERVER"] = address;
        var session = Commit(Plan(planned));

        Assert.Equal(!isForTheOther, session.AllText.Contains($"is not used for '{ClientId}' at ", StringComparison.Ordinal));
        Assert.Equal(isForTheOther, other.State.Requests.Any(r => r.Operation == EmulatorOperation.Password));
        Assert.True(other.State.CheckSecret(ClientId, "an0ther+secret"));
        Assert.Empty(Emulator.State.Clients);
    }

    private void Registered(EmulatorHost emulator, string clientId, (string, string)[] properties)
    {
        var planned = Plan(Install([("AIMSERVER", emulator.BaseAddress.AbsoluteUri), ("AIMCLIENTID", clientId), .. properties, .. Account]));
        Register(planned);
        Commit(planned);
        Assert.Single(emulator.State.Clients);
    }

    private FakeSession Uninstall(params (string, string)[] properties) => Install([("Installed", "1"), ("REMOVE", "ALL"), .. properties]);

    private void Registered()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Commit(planned);
        Assert.Single(Emulator.State.Clients);
    }
}
