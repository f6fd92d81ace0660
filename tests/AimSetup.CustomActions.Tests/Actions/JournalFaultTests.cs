using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>What the actions do when the journal fails them after AIM was changed.</summary>
public sealed class JournalFaultTests : ActionTest
{
    [Fact]
    public void Rollback_RemovesTheClientByItsMark_WhenTheEntryIsDamaged()
    {
        var planned = Registered();
        Damage();
        var rolledBack = Rollback(planned);
        Assert.Contains("outcome=rolled-back client=line7-client", rolledBack.LastLine, StringComparison.Ordinal);
        Assert.Contains("the entry cannot be read", rolledBack.AllText, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Equal("damaged", File.ReadAllText(Assert.Single(JournalFiles)));
    }

    [Fact]
    public void Rollback_LeavesTheClientAndTheFile_WhenTheEntryIsDamagedAndTheClientIsSomebodyElses()
    {
        var planned = Registered();
        Damage();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "somebody else's");
        var rolledBack = Rollback(planned);
        Assert.Contains("outcome=not-rolled-back client=line7-client", rolledBack.LastLine, StringComparison.Ordinal);
        Assert.Equal((InstallerMessage.Warning, 29020), Assert.Single(rolledBack.Reports));
        Assert.True(Emulator.State.CheckSecret(ClientId, "somebody else's"));
        Assert.Equal("damaged", File.ReadAllText(Assert.Single(JournalFiles)));
    }

    [Fact]
    public void Rollback_RestoresTheSettings_WhenTheEntryOfAnUpdateIsDamaged()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var planned = Registered(("AIMEXISTING", "update"));
        Assert.Equal(86400, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
        Damage();
        Assert.Contains("outcome=rolled-back", Rollback(planned).LastLine, StringComparison.Ordinal);
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
    }

    [Fact]
    public void Commit_Warns_AndDoesNotSayThatTheInstallWasRefused()
    {
        var planned = Registered();
        Damage();
        var committed = Commit(planned);
        Assert.Equal((InstallerMessage.Warning, 29058), Assert.Single(committed.Reports));
        Assert.DoesNotContain("outcome=", committed.AllText, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
    }

    private FakeSession Registered(params (string, string)[] properties)
    {
        var planned = Plan(Install([.. Account, .. properties]));
        Register(planned);
        return planned;
    }

    private void Damage() => File.WriteAllText(Assert.Single(Entries), "damaged");
}
