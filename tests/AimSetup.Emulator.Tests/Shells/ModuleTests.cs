using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Emulator.Tests.Shells;

[Trait("Category", "PowerShell")]
public sealed class ModuleTests : ShellTest
{
    // What AVEVA has published for a client of a service-to-service flow.
    private const string Add =
        "Add-IdentityManagerClient -HostBase $h -Id client -Enabled 1 -Secret $secret -AllowedGrantTypes ClientCredentials"
        + " -ScopeRestrictions openid, system, profile";

    [PowerShellFact]
    public async Task Add_RegistersTheClient_WhenItIsCalledAsPublished()
    {
        const string secret = "p'ä$\"`s; & + % 漢";

        await WriteAsync($"$secret = '{secret.Replace("'", "''", StringComparison.Ordinal)}'; {Add} | Out-Null");

        var token = await Emulator.ClientTokenAsync("client", secret);
        Assert.Equal("system", token["scope"]);
        Assert.Equal(3600, (int)token.Json["expires_in"]!);
    }

    [PowerShellFact]
    public async Task Add_FindsItsFilesFromTheFolderOfThePrompt_WhenTheirPathsAreRelative()
    {
        await WriteAsync(
            $"""
            foreach ($name in 'AIM_EMULATOR_ROOT', 'AIM_EMULATOR_PASSWORDFILE') {"{"}
                $path = [Environment]::GetEnvironmentVariable($name)
                $top = [IO.Path]::GetPathRoot($path)
                [void] $ExecutionContext.SessionState.Path.SetLocation($top)
                [Environment]::SetEnvironmentVariable($name, $path.Substring($top.Length))
            {"}"}
            $secret = 'a secret'; {Add} | Out-Null
            """);

        Assert.True(Emulator.State.CheckSecret("client", "a secret"));
    }

    [PowerShellFact]
    public async Task Add_KeepsAllParameters_WhenAllAreGiven()
    {
        await WriteAsync(
            """
            $all = @{
                HostBase = $h; Id = 'web'; Name = 'web'; Enabled = $false; Secret = 's'; Description = 'mark 1'
                AllowedGrantTypes = 'windowsintegrated'; ScopeRestrictions = 'openid'; AccessTokenLifetime = 600; IdentityTokenLifetime = 700
                AllowedCorsOrigins = 'https://a', 'https://b'; RedirectUris = 'https://c'; PostLogoutRedirectUris = 'https://d'
            }
            Add-IdentityManagerClient @all | Out-Null
            """);

        var settings = Emulator.State.FindClient("web")!.Settings;
        Assert.Equal(("web", false, "mark 1", 600, 700), (
            settings.Name, settings.Enabled, settings.Description, settings.AccessTokenLifetime, settings.IdentityTokenLifetime));
        Assert.Equal(["windowsintegrated"], settings.GrantTypes);
        Assert.Equal(["openid"], settings.Scopes);
        Assert.Equal(["https://a", "https://b"], settings.CorsOrigins);
        Assert.Equal(["https://c"], settings.RedirectUris);
        Assert.Equal(["https://d"], settings.PostLogoutRedirectUris);
    }

    [PowerShellFact]
    public async Task Get_ShowsTheClientWithoutItsSecret_WhenTheClientExists()
    {
        Emulator.State.AddClient("client", "secret", accessTokenLifetime: 86400);

        var shown = await WriteAsync(
            """
            $c = Get-IdentityManagerClient -HostBase $h -Id client
            $c.Id, $c.Name, $c.Enabled, ($c.AllowedGrantTypes -join ' '), ($c.ScopeRestrictions -join ' '), $c.AccessTokenLifetime -join '|'
            @($c.PSObject.Properties | Where-Object { $_.Name -match 'secret' -or $_.Value -match 'secret' }).Count
            """);

        Assert.Equal("client|client|True|ClientCredentials|openid system profile|86400\n0", shown);
    }

    [PowerShellFact]
    public async Task Update_ChangesWhatIsGiven_WhenTheClientExists()
    {
        Emulator.State.AddClient("client", "before");

        await WriteAsync("Update-IdentityManagerClient -HostBase $h -Id client -AccessTokenLifetime 600 -Description new | Out-Null");
        Assert.Equal(600, (int)(await Emulator.ClientTokenAsync("client", "before")).Json["expires_in"]!);
        Assert.Equal(1, Emulator.State.FindClient("client")!.SecretGeneration);

        await WriteAsync("Update-IdentityManagerClient -HostBase $h -Id client -Enabled 0 -Secret after | Out-Null");
        Assert.Equal("invalid_client", (await Emulator.ClientTokenAsync("client", "after")).Error);
        var client = Emulator.State.FindClient("client")!;
        Assert.Equal((2, false, "new", 600), (
            client.SecretGeneration, client.Enabled, client.Settings.Description, client.AccessTokenLifetime));
        Assert.True(client.HasSecret("after"));
    }

    [PowerShellFact]
    public async Task Remove_RemovesTheClient_WhenTheClientExists()
    {
        Emulator.State.AddClient("client", "secret");

        Assert.Equal("", await WriteAsync("Remove-IdentityManagerClient -HostBase $h -Id client"));

        Assert.Empty(Emulator.State.Clients);
    }

    [PowerShellTheory]
    [InlineData("Add", "-Id taken -Secret s", "ClientExists,Add-IdentityManagerClient ResourceExists")]
    [InlineData("Add", "-Id 'a b' -Secret s", "InvalidArgument,Add-IdentityManagerClient InvalidArgument")]
    [InlineData("Add", "-Id a -AllowedGrantTypes client_credentials", "InvalidArgument,Add-IdentityManagerClient InvalidArgument")]
    [InlineData("Get", "-Id unknown", "ClientNotFound,Get-IdentityManagerClient ObjectNotFound")]
    [InlineData("Update", "-Id unknown -Enabled 0", "ClientNotFound,Update-IdentityManagerClient ObjectNotFound")]
    [InlineData("Remove", "-Id unknown", "ClientNotFound,Remove-IdentityManagerClient ObjectNotFound")]
    public async Task Cmdlet_WritesAnError_WhenTheEmulatorRefuses(string verb, string parameters, string expected)
    {
        Emulator.State.AddClient("taken", "secret");

        var error = await WriteAsync(
            $"{verb}-IdentityManagerClient -HostBase $h {parameters} -ErrorAction SilentlyContinue -ErrorVariable problems\n{ShowError}");

        Assert.Equal(expected, error);
        Assert.True(Assert.Single(Emulator.State.Clients).HasSecret("secret"));
    }

    [PowerShellTheory]
    [InlineData(AdministratorName, "wrong", "NotAuthenticated,Add-IdentityManagerClient AuthenticationError")]
    [InlineData(@"PLANT\operator", TestEmulator.OperatorPassword, "AccessDenied,Add-IdentityManagerClient PermissionDenied")]
    public async Task Add_WritesAnError_WhenTheAccountMayNotRegister(string user, string password, string expected)
    {
        Shell.As(user, password);

        var error = await WriteAsync($"$secret = 's'; {Add} -ErrorAction SilentlyContinue -ErrorVariable problems\n{ShowError}");

        Assert.Equal(expected, error);
        Assert.Empty(Emulator.State.Clients);
    }

    [PowerShellTheory]
    [InlineData("$h", "CertificateNotTrusted,Get-IdentityManagerClient SecurityError")]
    [InlineData("($h -replace 'localhost', '127.0.0.1')", "CertificateNotTrusted,Get-IdentityManagerClient SecurityError")]
    [InlineData("'https://localhost:1'", "NoConnection,Get-IdentityManagerClient ConnectionError")]
    [InlineData("'http://localhost'", "NoConnection,Get-IdentityManagerClient ConnectionError")]
    public async Task Get_WritesAnError_WhenTheEmulatorCannotBeReachedSafely(string hostBase, string expected)
    {
        if (hostBase == "$h")
            Shell.With(EmulatorPowerShell.RootVariable, "");

        var error = await WriteAsync(
            $"Get-IdentityManagerClient -HostBase {hostBase} -Id c -ErrorAction SilentlyContinue -ErrorVariable problems\n{ShowError}");

        Assert.Equal(expected, error);
        Assert.Empty(Emulator.State.Requests);
    }

    [PowerShellTheory]
    [InlineData("", "", "Add Get Remove Update|True True")]
    [InlineData("", "NoRemove", "Add Get Update|True True")]
    [InlineData("", "NoDescription", "Add Get Remove Update|False False")]
    [InlineData("", "NoRemove, NoDescription", "Add Get Update|False False")]
    [InlineData(EmulatorPowerShell.NoRemoveVariable, "", "Add Get Update|True True")]
    [InlineData(EmulatorPowerShell.NoDescriptionVariable, "", "Add Get Remove Update|False False")]
    public async Task Module_OffersLess_WhenItIsToldTo(string variable, string arguments, string expected)
    {
        if (variable.Length > 0)
            Shell.With(variable, "1");
        var import = arguments.Length > 0 ? $"Import-Module IdentityManager -ArgumentList {arguments}\n" : "";

        var offered = await WriteAsync(import +
            """
            $commands = 'Add', 'Get', 'Remove', 'Update' | Where-Object { Get-Command "$_-IdentityManagerClient" -ErrorAction SilentlyContinue }
            $described = 'Add', 'Update' | ForEach-Object { (Get-Command "$_-IdentityManagerClient").Parameters.ContainsKey('Description') }
            "$commands|$described"
            """);

        Assert.Equal(expected, offered);
    }

    [PowerShellFact]
    public async Task RequestLog_HasNoSecrets_WhenCmdletsAreUsed()
    {
        const string secret = "Client-Secret-42";
        var output = await WriteAsync(
            $"$secret = '{secret}'; {Add}; Update-IdentityManagerClient -HostBase $h -Id client -Secret {secret}\n"
            + "Remove-IdentityManagerClient -HostBase $h -Id client");

        var scan = new SecretScan();
        scan.Add("secret", secret);
        scan.Add("password", TestEmulator.AdministratorPassword);
        scan.Add("account", $"{AdministratorName}:{TestEmulator.AdministratorPassword}");
        Assert.Empty(scan.Search([LogFile]));
        Assert.Empty(scan.Search("output", output));
        Assert.Equal(3, SharedFile.ReadLines(LogFile).Count);
    }
}
