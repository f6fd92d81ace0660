using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Installs after a rotation of a client secret that was killed.</summary>
public sealed class KilledRotationTests : ActionTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Install_PutsNoOldSecretBack_WhenARotationOfThisMachineWasKilled(bool isGivenTheNew)
    {
        Emulator.State.AddClient(ClientId, "the new secret");
        var install = Install([.. Account, ("AIMCLIENTSECRETFILE", Folder.Write("given.txt", isGivenTheNew ? "the new secret" : "the old secret"))]);
        KilledRotation("the old secret", "the new secret");

        Plan(install, isGivenTheNew ? ActionResult.Success : ActionResult.Failure);

        Assert.True(Emulator.State.CheckSecret(ClientId, "the new secret"));
        Assert.Equal(isGivenTheNew ? 0 : 1, Entries.Length);
        Assert.Equal(isGivenTheNew, install.AllText.Contains("so that the rotation is complete", StringComparison.Ordinal));
        Assert.Equal(!isGivenTheNew, install.AllText.Contains("AimSetup 29047", StringComparison.Ordinal));
    }

    private void KilledRotation(string before, string after)
    {
        Register(Plan(Install([.. Account, ("AIMCLIENTID", "other-client")])));
        var journal = new Journal(Folder.Combine("journal"), Protector);
        var made = Assert.Single(journal.ReadAll(e => Assert.Fail(e.Text)));
        journal.Delete(made.Transaction);
        Emulator.State.RemoveClient("other-client");
        var client = new ClientSettings { ClientId = ClientId, Scopes = made.Client.Scopes, TokenLifetime = made.Client.TokenLifetime };
        journal.Write(new JournalEntry
        {
            Transaction = Journal.NewTransaction(),
            Phase = JournalPhase.Applied,
            Kind = PlanKind.Rotate,
            Begun = DateTimeOffset.UtcNow.AddDays(-2),
            Endpoints = made.Endpoints,
            Registrar = made.Registrar,
            Client = client,
            Mark = "",
            Product = ProductIdentity.CommandLine,
            Trust = made.Trust,
            TimeoutSeconds = 30,
            Before = new FoundClient { Settings = client, State = "{}" },
            Secrets = new SecretChange { Before = new Secret(before), After = new Secret(after) },
        });
    }
}
