using AimSetup.CustomActions.Session;
using AimSetup.Errors;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Installs for a client that is registered already, with the secret given.</summary>
public sealed class ExistingClientTests : ActionTest
{
    [Fact]
    public void Install_MakesTheClientWork_WhenItsGrantTypesAreToBeUpdated()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400, grantTypes: ["authorization_code"]);
        Assert.Equal((InstallerMessage.Error, AimErrors.SettingsMismatch.Number), Assert.Single(Plan(Install(Account), ActionResult.Failure).Reports));

        var planned = Plan(Install([.. Account, ("AIMEXISTING", "update")]));
        Assert.Contains("outcome=updated", Register(planned).LastLine, StringComparison.Ordinal);
        Assert.Contains("client_credentials", Emulator.State.FindClient(ClientId)!.GrantTypes);

        Rollback(planned);
        Assert.Equal(["authorization_code"], Emulator.State.FindClient(ClientId)!.GrantTypes);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Plan_TellsHowToUseTheClientAsItIs_WhenRollbackIsDisabledAndItIsToBeUpdated()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var session = Plan(Install([.. Account, ("AIMEXISTING", "update"), ("DISABLEROLLBACK", "1")]), ActionResult.Failure);
        Assert.Equal(AimErrors.RollbackDisabled.Number, Assert.Single(session.Reports).Number);
        Assert.Contains("use it without AIMEXISTING=update", session.AllText, StringComparison.Ordinal);
        Plan(Install([.. Account, ("DISABLEROLLBACK", "1")]));
    }
}
