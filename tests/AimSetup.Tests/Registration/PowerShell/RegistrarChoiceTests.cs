using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>AIMREGISTRAR=auto, and where the cmdlets are looked for.</summary>
public sealed class RegistrarChoiceTests : EmulatorTest
{
    private StandInShell? _shell;

    protected override PowerShellLocator PowerShell => Shell.Locator;

    private StandInShell Shell => _shell ??= new StandInShell(Folder, Emulator);

    [Fact]
    public async Task Auto_IsDcr_WhenTheServerOffersIt()
    {
        var plan = await PlanAsync(Request(Account));
        Assert.Equal("dcr", plan.Registrar);
        Assert.Contains(plan.Notes, n => n.StartsWith("auto: ", StringComparison.Ordinal) && n.Contains("registration_endpoint", StringComparison.Ordinal));
        Assert.Empty(Shell.Record);
    }

    [Fact]
    public async Task Auto_IsPcs_WhenTheServerOffersNoRegistration()
    {
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        var plan = await PlanAsync(Request(Account));
        Assert.Equal("pcs", plan.Registrar);
        Assert.Contains(plan.Notes, n => n.Contains("the Identity Manager cmdlets are on this machine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auto_IsScript_WhenThereAreNoCmdlets()
    {
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        Shell.With("local", false);
        var choice = await ChooseAsync(Emulator.BaseAddress.AbsoluteUri, new RegistrarOptions { ScriptPath = Folder.Write("RegisterAIMServiceClient.ps1", "") });
        Assert.Equal("script", choice.Registrar!.Name);
        Assert.Contains("CmdletsMissing", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_TellsAllReasons_WhenThereIsNothing()
    {
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        Shell.With("local", false);
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(AimErrors.NoRegistrar, plan.Error!.Definition);
        Assert.Contains("dcr: ", plan.Reason, StringComparison.Ordinal);
        Assert.Contains("pcs: ", plan.Reason, StringComparison.Ordinal);
        Assert.Contains("script: ", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_IsPcs_WhenTheCmdletsAreBehindRemoting()
    {
        Shell.With("local", false);
        var choice = await ChooseAsync("https://sms01.plant.example/identitymanager", RegistrarOptions.Default);
        Assert.Equal("pcs", choice.Registrar!.Name);
        Assert.Contains("on the System Management Server", choice.Reason, StringComparison.Ordinal);
        var notes = (await choice.Registrar.GetCapabilitiesAsync(default)).Notes;
        Assert.Contains($"the cmdlets run on STANDIN through PowerShell remoting (https), as {Administrator}", notes);
    }

    [Theory]
    [InlineData("remoting-unreachable", 29033)]
    [InlineData("remoting-denied", 29034)]
    [InlineData("cmdlets-missing", 29032)]
    [InlineData("not-permitted", 29009)]
    public async Task Pcs_TellsErrorsOfRemotingApart(string kind, int number)
    {
        Shell.With("local", false).With("kind", kind).With("message", "as WinRM says");
        var registrar = Registrars(Connect(), Account).Create("pcs", Endpoints("https://sms01.plant.example/identitymanager"));
        var failure = await Assert.ThrowsAsync<AimException>(() => registrar.GetCapabilitiesAsync(default));
        Assert.Equal(number, failure.Error.Number);
        Assert.Contains("as WinRM says", failure.Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LogonFailure,PSSessionStateBroken", "as WinRM says")]
    [InlineData("1326,PSSessionStateBroken", "as WinRM says")]
    [InlineData("AccessDenied,PSSessionStateBroken", "at the second time")]
    public async Task Pcs_LogsOnNoMore_WhenThePasswordWasRefused(string id, string expected)
    {
        Shell.With("local", false).With("kind", "remoting-denied").With("id", id).With("message", "as WinRM says");
        var registrars = Registrars(Connect(), Account);
        var endpoints = Endpoints("https://sms01.plant.example/identitymanager");
        await Assert.ThrowsAsync<AimException>(() => registrars.Create("pcs", endpoints).GetCapabilitiesAsync(default));
        Shell.With("message", "at the second time");
        var failure = await Assert.ThrowsAsync<AimException>(() => registrars.Create("pcs", endpoints).GetCapabilitiesAsync(default));
        Assert.Equal(AimErrors.RemotingDenied, failure.Error.Definition);
        Assert.Contains(expected, failure.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_IsTakenFromNowhere_WhenItIsNotNamed()
    {
        var choice = await Registrars(Connect(), Account).ChooseAsync("script", Endpoints("https://sms01.plant.example/identitymanager"), default);
        Assert.Null(choice.Registrar);
        Assert.Equal(AimErrors.ScriptUnusable, choice.Error!.Definition);
        Assert.Contains("AIMSCRIPT does not name it", choice.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pcs_DoesNotUseRemoting_WhenItIsOff()
    {
        Shell.With("local", false);
        var registrar = Registrars(Connect(), Account, new RegistrarOptions { Remoting = RemotingMode.Off }).Create("pcs", Endpoints("https://sms01.plant.example/identitymanager"));
        Assert.Equal(AimErrors.CmdletsMissing, (await Assert.ThrowsAsync<AimException>(() => registrar.GetCapabilitiesAsync(default))).Error.Definition);
    }

    [Fact]
    public async Task Pcs_AsksForAnAccount_WhenOnlyRemotingIsLeft()
    {
        Shell.With("local", false);
        var registrar = Registrars(Connect(), null).Create("pcs", Endpoints("https://sms01.plant.example/identitymanager"));
        Assert.Equal(AimErrors.CredentialsRequired, (await Assert.ThrowsAsync<AimException>(() => registrar.GetCapabilitiesAsync(default))).Error.Definition);
    }

    [Fact]
    public void Locator_NamesTheSystemsPowerShellOnly_WhenNobodyChoosesInCode()
    {
        Assert.True(PowerShellLocator.System.IsSystem);
        var path = PowerShellLocator.System.Find(out var whyNot);
        if (OperatingSystem.IsWindows())
            Assert.EndsWith(@"\WindowsPowerShell\v1.0\powershell.exe", path, StringComparison.OrdinalIgnoreCase);
        else
            Assert.Equal((null, "this is not Windows"), (path, whyNot));
    }

    [Fact]
    public void Place_IsRefused_WhenOthersCanWriteThere()
    {
        Assert.Equal("it is not named by a full path on a disk of this machine", ScriptPlace.Problem("script.ps1"));
        Assert.Equal("it is not named by a full path on a disk of this machine", ScriptPlace.Problem(@"\\server\share\script.ps1"));
        Assert.Equal("it does not exist", ScriptPlace.Problem(Folder.Combine("no.ps1")));
        Assert.Equal("it is no PowerShell script", ScriptPlace.Problem(Folder.Write("script.txt", "")));
        if (OperatingSystem.IsWindows())
            return;
        var file = Folder.Write("script.ps1", "");
        Assert.Null(ScriptPlace.Problem(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        Assert.EndsWith("script.ps1 can be changed by others than its owner", ScriptPlace.Problem(file), StringComparison.Ordinal);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.SetUnixFileMode(Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        Assert.EndsWith("can be changed by others than its owner", ScriptPlace.Problem(file), StringComparison.Ordinal);
        File.CreateSymbolicLink(Folder.Combine("link.ps1"), file);
        Assert.EndsWith("is a link", ScriptPlace.Problem(Folder.Combine("link.ps1")), StringComparison.Ordinal);
    }

    private async Task<RegistrarChoice> ChooseAsync(string server, RegistrarOptions options) =>
        await Registrars(Connect(), Account, options).ChooseAsync("auto", Endpoints(server), default);

    private static AimEndpoints Endpoints(string server) => new()
    {
        Server = server,
        TokenEndpoint = new Uri("https://sms01.plant.example/identitymanager/connect/token"),
        AdministratorTokenEndpoint = new Uri("https://sms01.plant.example/identitymanager/connect/token"),
    };
}
