using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>AimTest, the action behind the button of the page: it answers by a property, changes nothing and never fails.</summary>
public sealed class PageTestTests : ActionTest
{
    [Fact]
    public void Test_SaysThatTheClientWorks_WhenATokenIsGranted()
    {
        Emulator.State.AddClient(ClientId, SecretValue);

        var result = Test(Install());

        Assert.StartsWith("AimSetup 29040: Test passed: AVEVA Identity Manager at https://localhost:", result, StringComparison.Ordinal);
        Assert.Contains($"grants the client '{ClientId}' an access token", result, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.State.Requests, r => r.Operation is EmulatorOperation.Register);
    }

    [Fact]
    public void Test_SaysThatTheClientWouldBeRegistered_WhenTheAccountMay()
    {
        var result = Test(Install(Account));

        Assert.StartsWith("AimSetup 29041: Test passed: ", result, StringComparison.Ordinal);
        Assert.Contains($"can register the client '{ClientId}' there (the client is not registered)", result, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public void Test_SaysThatTheAccountIsWrong_WhenItIsNotAccepted()
    {
        Folder.Write("password.txt", "another password");

        Assert.StartsWith("AimSetup 29008: ", Test(Install(Account)), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_SaysThatTheSecretIsWrong_WhenTheClientHasAnother()
    {
        Emulator.State.AddClient(ClientId, "another secret");

        Assert.StartsWith("AimSetup 29010: No token is granted for the client", Test(Install()), StringComparison.Ordinal);
        Assert.StartsWith("AimSetup 29006: ", Test(Install(Account)), StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, "another secret"));
    }

    [Fact]
    public void Test_SaysWhyTheServerIsNotTrusted_WhenItsRootIsUnknown() =>
        Assert.StartsWith("AimSetup 29003: ", Test(Install(("AIMCAFILE", ""))), StringComparison.Ordinal);

    [Fact]
    public async Task Test_SaysThatTheServerIsAway_WhenNobodyAnswers()
    {
        await Emulator.DisposeAsync();
        using var held = new HeldPort(Emulator.BaseAddress.Port);

        Assert.StartsWith("AimSetup 29002: ", Test(Install()), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_AsksOnce_WhenTheServerIsOverloaded()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Error, Status = 503, Times = 1 });

        Assert.StartsWith("AimSetup 29005: ", Test(Install()), StringComparison.Ordinal);
        Assert.Single(Emulator.State.Requests);
    }

    [Fact]
    public void Test_ListsAllProblemsAndAsksNothing_WhenTheEntriesAreNotValid()
    {
        var result = Test(Session(("AIMCLIENTID", "two words"), ("AIMUSER", "nodomain"), ("AIMPASSWORD", "p")));

        Assert.StartsWith("AimSetup 29042: The entries cannot be tested yet: ", result, StringComparison.Ordinal);
        Assert.All(["AIMSERVER is missing", "AIMCLIENTID is 'two words'", "No client secret", "AIMUSER is 'nodomain'"], p => Assert.Contains(p, result, StringComparison.Ordinal));
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public void Test_FitsTheDialog_WhenTheMessageIsLong()
    {
        var wrong = new string('x', 79) + " ";
        var result = Test(Session([.. PropertyTable.All.Where(p => !p.IsSecret).Select(p => (p.Name, wrong))]));

        Assert.Equal(SetupPage.ResultLength, result.Length);
        Assert.EndsWith("…", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_NamesNoProperty_WhenAnEntryHasBrackets() =>
        Assert.Contains("'(AIMCLIENTSECRET)'", Test(Install(("AIMCLIENTID", "[AIMCLIENTSECRET]"))), StringComparison.Ordinal);

    [Fact]
    public void Test_SaysThatItIsAFault_WhenSomethingUnforeseenHappens()
    {
        var session = Install();
        using var context = new ActionContext(SetupPage.Test.Name, session, Machine);

        TestAction.Show(context, _ => throw new InvalidOperationException(SecretValue));

        Assert.StartsWith("AimSetup 29000: AimSetup stopped at an unexpected fault in AimTest: InvalidOperationException", session.GetProperty(SetupPage.ResultProperty), StringComparison.Ordinal);
        Assert.DoesNotContain(SecretValue, session.GetProperty(SetupPage.ResultProperty), StringComparison.Ordinal);
    }

    private string Test(FakeSession session)
    {
        Assert.Equal(ActionResult.Success, AimActions.Test(session, Machine));
        var result = session.GetProperty(SetupPage.ResultProperty);
        Assert.DoesNotContain(SecretValue, result, StringComparison.Ordinal);
        Assert.DoesNotContain(AdministratorPassword, result, StringComparison.Ordinal);
        Assert.Empty(session.Reports);
        Assert.Empty(JournalFiles);
        return result;
    }
}
