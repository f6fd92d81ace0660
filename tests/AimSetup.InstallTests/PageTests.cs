using AimSetup.CustomActions.Model;
using AimSetup.Emulator;
using AimSetup.TestSupport.Screens;

namespace AimSetup.InstallTests;

/// <summary>The page of an interactive installation, driven by keyboard alone. What is typed is a secret like any other.</summary>
public sealed class PageTests : InstallScenario
{
    private const string Page = " Setup$";
    private const string Finished = " Setup finished$";
    private const string Cancelled = " Setup cancelled$";
    private const string Failed = " Setup failed$";

    private readonly string? _pictures = Environment.GetEnvironmentVariable("AIMSETUP_PICTURES");
    private Screen? _screen;

    private Screen Screen => _screen!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await UseTypedSecretsAsync();
        _screen = await Screen.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _screen?.Dispose();
    }

    [ScreenFact]
    public async Task Test_SaysThatTheClientWorks_WhenItIsRegistered()
    {
        Aim.AddClient(ClientId, ClientSecret);
        var before = Clients;
        var running = Start();
        await FillInAsync(ClientSecret, account: false);

        await TestAsync("page-test");
        var run = await CancelAsync(running);

        AssertTested(run, AimErrors.TestGranted);
        Assert.Contains(Aim.Requests, r => (r.Operation, r.ClientId, r.Status) == (EmulatorOperation.Token, ClientId, 200));
        Assert.Equal(before, Clients);
    }

    [ScreenFact]
    public async Task Test_SaysTheNumber_WhenTheSecretIsAnother()
    {
        Aim.AddClient(ClientId, GuardedInFiles("the right secret", NewSecret()));
        var before = Clients;
        var running = Start();
        await FillInAsync(ClientSecret, account: true);

        await TestAsync("page-test-failed");
        var run = await CancelAsync(running);

        AssertTested(run, AimErrors.SecretMismatch);
        Assert.Equal(before, Clients);
    }

    [ScreenFact]
    public async Task Test_ListsAllProblemsAndAsksNothing_WhenNothingIsFilledIn()
    {
        var running = Start();
        await Screen.WindowAsync(Page);

        await TestAsync();
        var run = await CancelAsync(running);

        AssertTested(run, AimErrors.TestInvalid);
        var line = Assert.Single(run.Lines, l => l.StartsWith("AimSetup 29042", StringComparison.Ordinal));
        Assert.All(["AIMSERVER", "AIMCLIENTID", "AIMCLIENTSECRET"], name => Assert.Contains(name, line, StringComparison.Ordinal));
        Assert.Empty(Aim.Requests);
    }

    [ScreenFact]
    public async Task Next_InstallsWithTheTypedValues()
    {
        var running = Start();
        await FillInAsync(ClientSecret, account: true);

        await NextAsync(Finished);
        var run = await running;

        Assert.Equal([Ending.Created], Ending.Of(run));
        Assert.Equal(MsiExitCode.Success, run.ExitCode);
        Assert.Contains($": {SetupPage.Dialog.Name}.", run.Log, StringComparison.Ordinal);
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
        AssertInstalled();
    }

    [ScreenFact]
    public async Task Next_EndsInANumberedFailure_WhenTheInstallationIsRefused()
    {
        var running = Start();
        await FillInAsync(ClientSecret, account: false);

        // Wine shows errors in a message box of its own, and not in the dialog that the package names for them.
        await NextAsync("^Windows Installer$");
        await EndAsync(Failed);
        var run = await running;

        Assert.Equal([Ending.Refused(AimErrors.CredentialsRequired)], Ending.Of(run));
        Assert.Equal(MsiExitCode.Failure, run.ExitCode);
        AssertNotInstalled();
    }

    [ScreenFact]
    public async Task Cancel_EndsTheInstallation_WithoutAskingAim()
    {
        var running = Start();
        await Screen.WindowAsync(Page);

        await CancelAsync(running);

        Assert.Empty(Aim.Requests);
    }

    [ScreenFact]
    public async Task Page_IsNotShown_WhenTheValuesAreGiven()
    {
        Aim.AddClient(ClientId, ClientSecret);
        var running = Start(ClientProperties());

        await EndAsync(Finished);
        var run = await running;

        Assert.Equal([Ending.Adopted], Ending.Of(run));
        Assert.DoesNotContain($": {SetupPage.Dialog.Name}.", run.Log, StringComparison.Ordinal);
    }

    private Task<MsiRun> Start(Properties? properties = null) =>
        Machine.InstallAsync(Screen, Artifacts.TreatedPage, (properties ?? ClientProperties().Without("AIMSERVER", "AIMCLIENTID", "AIMCLIENTSECRETFILE")).ToArguments());

    private async Task FillInAsync(string secret, bool account)
    {
        var window = await Screen.WindowAsync(Page);
        await TypeAsync(Emulator.BaseAddress.Authority, "Tab", ClientId, "Tab");
        if (account)
            await PictureAsync(window, "page");
        await TypeAsync(secret, "Tab");
        if (account)
            await TypeAsync(User, "Tab", Password, "Tab");
    }

    // A text, then a key, and so on.
    private async Task TypeAsync(params string[] texts)
    {
        for (var i = 0; i < texts.Length; i += 2)
        {
            await Screen.TypeAsync(texts[i]);
            await Screen.PressAsync(texts[i + 1]);
        }
    }

    private async Task TestAsync(string? picture = null)
    {
        var window = await Screen.OpenAsync("alt+t", SetupPage.Result.Title);
        if (picture is not null)
            await PictureAsync(window, picture);
        await Screen.DismissAsync(SetupPage.Result.Title, "Return");
    }

    private async Task NextAsync(string title)
    {
        await Screen.OpenAsync("alt+n", title);
        await Screen.DismissAsync(title, "Return");
    }

    private async Task<MsiRun> CancelAsync(Task<MsiRun> running)
    {
        await Screen.DismissAsync(Page, "Escape");
        await EndAsync(Cancelled);
        var run = await running;
        Assert.Equal(MsiExitCode.UserExit, run.ExitCode);
        Assert.Empty(Ending.Of(run));
        AssertNotInstalled();
        return run;
    }

    private async Task EndAsync(string title)
    {
        await Screen.WindowAsync(title);
        await Screen.DismissAsync(title, "Return");
    }

    private static void AssertTested(MsiRun run, AimErrorDefinition message) =>
        Assert.Single(run.Lines, l => l.StartsWith($"AimSetup {message.Number}: ", StringComparison.Ordinal));

    private Task PictureAsync(string window, string name) =>
        _pictures is null ? Task.CompletedTask : Screen.PictureAsync(window, Path.Combine(_pictures, name + ".png"));
}
