using AimSetup.Emulator;

namespace AimSetup.InstallTests;

/// <summary>Installs that end with a client that works.</summary>
public sealed class RegistrationTests : InstallScenario
{
    [InstallerFact]
    public async Task Install_RegistersClient_WhenIdIsNew()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        AssertInstalled();
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
        Assert.Equal(["client_credentials"], Aim.FindClient(ClientId)!.GrantTypes);
        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Install_ProvesClientByToken_WhenItRegisteredIt()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        var last = Aim.Requests[^1];
        Assert.Equal((EmulatorOperation.Token, ClientId, 200), (last.Operation, last.ClientId, last.Status));
    }

    [InstallerFact]
    public async Task Install_AdoptsClient_WhenSecretWorksAndNoAccountIsGiven()
    {
        Aim.AddClient(ClientId, ClientSecret);
        var before = Clients;

        await InstallAsync(ClientProperties(), Ending.Adopted);

        AssertInstalled();
        Assert.Equal(before, Clients);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Install_AdoptsClient_WhenAnEarlierInstallRegisteredIt()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        await UninstallAsync(new(), Ending.Skipped);
        var before = Clients;

        await InstallAsync(ClientProperties(), Ending.Adopted);

        Assert.Equal(before, Clients);
    }

    [InstallerFact]
    public async Task Install_AdoptsClient_WhenAnotherMachineIsFaster()
    {
        // The other machine registers it right after this one has found that it is not registered.
        await StartEmulatorAsync(onRequest: line =>
        {
            if (line.Contains(" GET /identitymanager/connect/register/", StringComparison.Ordinal) && Aim.FindClient(ClientId) is null)
                Aim.AddClient(ClientId, ClientSecret);
        });

        await InstallAsync(FullProperties(), Ending.Adopted);

        Assert.Contains(Aim.Requests, r => r.Operation == EmulatorOperation.Register && r.Status == 409);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Install_UpdatesClient_WhenAskedToAndSettingsDiffer()
    {
        Aim.AddClient(ClientId, ClientSecret, accessTokenLifetime: 600, scopes: ["openid"]);

        await InstallAsync(FullProperties().With("AIMEXISTING", "update"), Ending.Updated);

        AssertInstalled();
        var client = Aim.FindClient(ClientId)!;
        Assert.Equal(86400, client.AccessTokenLifetime);
        Assert.Equal(["openid", "profile", "system"], client.Scopes.Order());
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Install_SetsLifetimeAndScopes_WhenTheyAreGiven()
    {
        await InstallAsync(FullProperties().With("AIMTOKENLIFETIME", "1234").With("AIMSCOPES", "system openid"), Ending.Created);

        var client = Aim.FindClient(ClientId)!;
        Assert.Equal(1234, client.AccessTokenLifetime);
        Assert.Equal(["openid", "system"], client.Scopes.Order());
    }

    [InstallerFact]
    public async Task Install_PutsInComputerName_WhenClientIdHasThePlaceholder()
    {
        await InstallAsync(FullProperties().With("AIMCLIENTID", "mes-{ComputerName}-x"), Ending.Created);

        // Wine takes the host's name, Windows' own limit of 15 characters included.
        var name = Environment.MachineName[..Math.Min(15, Environment.MachineName.Length)];
        Assert.Equal($"mes-{name}-x", Assert.Single(Aim.Clients).ClientId, ignoreCase: true);
    }

    [InstallerFact]
    public async Task Install_RegistersClient_WhenInitialAccessTokenIsGiven()
    {
        // There is no property that names a file with it.
        var token = GuardedInFiles("the initial access token", NewSecret());
        Aim.RegistrationPolicy.InitialAccessTokens = [token];

        await InstallAsync(ClientProperties().With("AIMINITIALACCESSTOKEN", token), Ending.Created);

        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [InstallerFact]
    public async Task Install_RegistersRandomSecret_WhenAskedToGenerateOne()
    {
        var run = await InstallAsync(FullProperties().Without("AIMCLIENTSECRETFILE").With("AIMGENERATESECRET", "1"), Ending.Created);

        AssertInstalled();
        Assert.Equal(ClientId, Assert.Single(Aim.Clients).ClientId);

        // Wine writes hidden properties to its log, which shows what the package's own actions are given.
        if (OperatingSystem.IsWindows())
            return;
        const string property = "Property(S): AIMCLIENTSECRET = ";
        var line = Assert.Single(run.Log.Split('\n').Distinct(), l => l.StartsWith(property, StringComparison.Ordinal));
        var secret = GuardedInFiles("the generated secret", line[property.Length..].Trim());
        Assert.True(Aim.CheckSecret(ClientId, secret));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenSecretIsGeneratedAndIdIsTaken()
    {
        var properties = FullProperties().Without("AIMCLIENTSECRETFILE").With("AIMGENERATESECRET", "1");
        Aim.AddClient(ClientId, ClientSecret);

        // A secret made just now cannot be that of a client that is there.
        await FailWithoutTraceAsync(properties, Ending.Refused(AimErrors.SecretMismatch));
    }
}
