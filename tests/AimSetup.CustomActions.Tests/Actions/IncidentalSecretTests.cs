using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Markers;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>A package that names a secret in its own tables has it in every repair and change, whatever that is for.</summary>
public sealed class IncidentalSecretTests : ActionTest
{
    private static readonly (string, string)[] Patch = [("REINSTALL", "ALL"), ("REINSTALLMODE", "vomus"), ("PATCH", @"C:\Deploy\fix.msp")];
    private static readonly (string, string)[] Feature = [("ADDLOCAL", "Help")];
    private static readonly (string, string)[] Repair = [("REINSTALL", "ALL"), ("REINSTALLMODE", "omus")];
    private static readonly (string, string)[] Redeployment = [("REINSTALL", "ALL"), ("REINSTALLMODE", "VOMUS")];

    public static TheoryData<string> Incidents => [nameof(Patch), nameof(Feature), nameof(Repair)];

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Plan_WarnsAndLeavesTheRegistration_WhenAimIsDown(string kind)
    {
        Registered();
        Down();
        var session = Plan(Maintained(kind));
        Assert.Equal((InstallerMessage.Warning, AimErrors.UnexpectedAnswer.Number), Assert.Single(session.Reports));
        Assert.Contains("was not started to bring a client secret", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal("", session.GetProperty(ActionNames.Register));
        Assert.Contains(Events.Entries, e => e.Number == AimErrors.UnexpectedAnswer.Number);
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Plan_WarnsAndLeavesTheRegistration_WhenTheFileHasTheSecretOfBefore(string kind)
    {
        Registered();
        Emulator.State.ClearClients();
        Emulator.State.AddClient(ClientId, "r0tated+secret");
        var session = Plan(Maintained(kind));
        Assert.Equal(InstallerMessage.Warning, Assert.Single(session.Reports).Kind);
        Assert.Equal("", session.GetProperty(ActionNames.Register));
    }

    [Fact]
    public void Plan_WarnsAndLeavesTheRegistration_WhenTheFileIsEmpty()
    {
        Registered();
        File.WriteAllText(Folder.Combine("secret.txt"), "");
        var session = Plan(Maintained(nameof(Patch)));
        Assert.Equal((InstallerMessage.Warning, AimErrors.InvalidSettings.Number), Assert.Single(session.Reports));
        Assert.Equal("", session.GetProperty(ActionNames.Register));
    }

    [Fact]
    public void Plan_BringsTheMarkerUpToDate_WhenAPatchMeetsNoServer()
    {
        Registered();
        Down();
        var session = Plan(Maintained(nameof(Patch), ("ProductVersion", "1.0.1")));
        Register(session);
        Commit(session);
        Assert.Equal("1.0.1", Assert.Single(new MarkerStore(Registry).ReadAll()).ProductVersion);
        Assert.Equal(SecretValue, Store.Find(ClientId)!.ClientSecret.Reveal());
    }

    [Fact]
    public void Plan_WarnsAndLeavesTheRegistration_WhenTheResponseFileOfThePackageNamesTheSecret()
    {
        Registered();
        Down();
        var file = Folder.Write("client.json", $$"""{ "clientSecretFile": "{{Folder.Combine("secret.txt").Replace("\\", "\\\\", StringComparison.Ordinal)}}" }""");
        var session = Install([("Installed", "1"), ("AIMCLIENTSECRETFILE", ""), ("AIMFILE", file), .. Feature]);
        foreach (var name in new[] { "AIMSERVER", "AIMCLIENTID", "AIMFILE" })
            session.PropertyRows[name] = session.GetProperty(name);
        Assert.Equal((InstallerMessage.Warning, AimErrors.UnexpectedAnswer.Number), Assert.Single(Plan(session).Reports));
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Plan_TakesTheSecret_WhenItWorks(string kind)
    {
        Registered();
        Assert.Contains("plan=adopt", Plan(Maintained(kind)).AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Redeployment), true)]
    [InlineData(nameof(Repair), false)]
    [InlineData(nameof(Patch), false)]
    public void Plan_IsRefused_WhenTheSecretIsWhatTheRunIsFor(string kind, bool isOfPackage)
    {
        Registered();
        Down();
        var session = Maintained(kind);
        if (!isOfPackage)
            session.PropertyRows.Clear();
        Assert.Equal((InstallerMessage.Error, AimErrors.UnexpectedAnswer.Number), Assert.Single(Plan(session, ActionResult.Failure).Reports));
    }

    [Theory]
    [InlineData("AIMSERVER", "https://localhost:1/identitymanager")]
    [InlineData("AIMEXISTING", "update")]
    [InlineData("AIMUSER", "PLANT\\aimadmin")]
    public void Plan_IsRefused_WhenTheLineAsksForSomething(string name, string value)
    {
        Registered();
        Down();
        Assert.Equal(InstallerMessage.Error, Assert.Single(Plan(Maintained(nameof(Repair), (name, value)), ActionResult.Failure).Reports).Kind);
    }

    [Theory]
    [InlineData(nameof(Repair), ActionResult.Failure)]
    [InlineData(nameof(Patch), ActionResult.Success)]
    public void Plan_IsRefused_WhenARepairIsToSetUpWhatNeverWas(string kind, ActionResult expected)
    {
        Down();
        Plan(Maintained(kind), expected);
    }

    private void Registered()
    {
        var planned = Plan(Install([("ProductVersion", "1.0.0"), .. Account]));
        Register(planned);
        Commit(planned);
        Assert.Single(Emulator.State.Clients);
    }

    private void Down()
    {
        Time = new PassingClock();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Refuse });
    }

    private FakeSession Maintained(string kind, params (string, string)[] properties)
    {
        var ofKind = kind switch { nameof(Patch) => Patch, nameof(Feature) => Feature, nameof(Redeployment) => Redeployment, _ => Repair };
        var ofPackage = Install();
        var session = Install([("Installed", "1"), ("ProductVersion", "1.0.0"), .. ofKind, .. properties]);
        foreach (var name in new[] { "AIMSERVER", "AIMCLIENTID", "AIMCLIENTSECRETFILE" })
            session.PropertyRows[name] = ofPackage.GetProperty(name);
        return session;
    }
}
