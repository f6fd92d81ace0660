using AimSetup.CustomActions.Logging;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Tests.Logging;

public sealed class HostFaultTests
{
    private const string Reason = "s3cret in a text";

    public static TheoryData<string, Outcome> Actions => new()
    {
        { InstallerModel.Plan.Name, Outcome.Refused },
        { InstallerModel.Register.Name, Outcome.Refused },
        { InstallerModel.RollbackAction.Name, Outcome.NotRolledBack },
        { InstallerModel.CommitAction.Name, Outcome.Refused },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void Report_SaysWhatTheGuardWould_WithoutItsTables(string action, Outcome outcome)
    {
        var session = new FakeSession();
        Report(session, action, new FileNotFoundException(Reason, "netstandard, Version=2.0.0.0"));

        var what = "FileNotFoundException, HRESULT 0x80070002, netstandard, Version=2.0.0.0";
        var error = AimErrors.Internal.With(action, what);
        Assert.Equal((InstallerMessage.Error, error.Number), Assert.Single(session.Reports));
        Assert.Equal($"AimSetup: {action} could not run: {what}", session.Lines.First());
        Assert.Contains(error.ToString(), session.AllText, StringComparison.Ordinal);
        Assert.Equal(OutcomeLine.Format(outcome, null, null, null, error), session.LastLine);
        Assert.DoesNotContain(Reason, session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ShowsItOnThePage_WhenItIsTheTest()
    {
        var session = new FakeSession();
        Report(session, SetupPage.Test.Name, new InvalidOperationException(Reason));
        Assert.Empty(session.Reports);
        Assert.StartsWith($"AimSetup {AimErrors.Internal.Number}: AimSetup stopped at an unexpected fault in AimTest: InvalidOperationException, HRESULT 0x80131509.", session.GetProperty(SetupPage.ResultProperty), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_GoesOn_WhenAMessageFails()
    {
        var sent = 0;
        HostFault.Report("AimPlan", new InvalidOperationException(), (_, _) => throw new InvalidOperationException($"message {sent++}"), _ => { });
        Assert.Equal(3, sent);
    }

    [Fact]
    public void Text_GoesDownToTheCause_WithoutTheTextsOfExceptions()
    {
        var fault = new TypeInitializationException("AimSetup.Errors.AimErrors", new InvalidOperationException(Reason, new FileLoadException(Reason, "System.Text.Json, Version=10.0.0.12 [x] {y}")));
        Assert.Equal(
            "TypeInitializationException, HRESULT 0x80131534, AimSetup.Errors.AimErrors; by InvalidOperationException, HRESULT 0x80131509; by FileLoadException, HRESULT 0x80131621, System.Text.Json, Version=10.0.0.12 (x) (y)",
            FaultText.Of(fault));
    }

    private static void Report(FakeSession session, string action, Exception fault) =>
        HostFault.Report(action, fault, (kind, fields) => session.Message((InstallerMessage)kind, fields), text => session.SetProperty(SetupPage.ResultProperty, text));
}
