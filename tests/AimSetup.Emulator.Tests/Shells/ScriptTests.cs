using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Emulator.Tests.Shells;

[Trait("Category", "PowerShell")]
public sealed class ScriptTests : ShellTest
{
    private const string Secret = "Client-Secret-42";

    // Functions go before cmdlets, so that these answer the script's questions where nobody sits at a console.
    private const string Answers =
        """
        $global:asked = [Collections.Generic.List[string]]::new()
        function ConvertTo-Secure($text) { [Net.NetworkCredential]::new('', $text).SecurePassword }
        function Read-Host($Prompt, [switch] $AsSecureString) {
            $global:asked.Add($Prompt)
            $answer = switch ($Prompt) {
                'Client ID' { 'client' }
                'Client Secret' { $env:TEST_SECRET }
                'User Name (domain\user)' { $env:TEST_USER }
                'Password' { $env:TEST_PASSWORD }
                default { '1' }
            }
            if ($AsSecureString) { ConvertTo-Secure $answer } else { $answer }
        }
        function Get-Credential($Message) {
            $global:asked.Add('credential')
            [Management.Automation.PSCredential]::new($env:TEST_USER, (ConvertTo-Secure $env:TEST_PASSWORD))
        }

        """;

    [PowerShellTheory]
    [InlineData("", "Client ID|Client Secret|User Name (domain\\user)|Password")]
    [InlineData("ReadHost", "Client ID|Client Secret|User Name (domain\\user)|Password")]
    [InlineData("SecureString", "Client ID|Client Secret|User Name (domain\\user)|Password")]
    [InlineData("Credential", "Client ID|Client Secret|credential")]
    [InlineData("Undocumented", "Client ID|Client Secret|Token lifetime in hours|User Name (domain\\user)|Password")]
    public async Task Script_RegistersTheClient_WhenItsQuestionsAreAnswered(string ask, string expected)
    {
        Prepare().With(EmulatorPowerShell.AskVariable, ask);

        var output = await WriteAsync($"{Answers}& '{EmulatorPowerShell.Script}'\n$global:asked -join '|'");

        Assert.Equal($"The client 'client' has been registered successfully.\n{expected}", output);
        await AssertRegisteredAsync();
    }

    [PowerShellFact]
    public async Task Script_RegistersTheClient_WhenItsParametersAreGiven()
    {
        Prepare();

        var output = await WriteAsync(
            Answers + $"$password = ConvertTo-Secure $env:TEST_PASSWORD\n& '{EmulatorPowerShell.ScriptWithParameters}'"
            + " -ClientId client -ClientSecret $env:TEST_SECRET -UserName $env:TEST_USER -Password $password");

        Assert.Equal("The client 'client' has been registered successfully.", output);
        await AssertRegisteredAsync();
    }

    [PowerShellFact]
    public async Task ScriptWithParameters_NamesThePrompts_WhenItsParametersAreLookedAt()
    {
        var help = await WriteAsync(
            $$"""
            $parameters = (Get-Command '{{EmulatorPowerShell.ScriptWithParameters}}').Parameters.Values
            $mandatory = $parameters | ForEach-Object { $_.Attributes } | Where-Object { $_.Mandatory }
            ($mandatory | ForEach-Object { $_.HelpMessage }) -join '|'
            """);

        Assert.Equal("Client ID|Client Secret|User Name (domain\\user)|Password", help);
    }

    [PowerShellFact]
    public async Task Script_RegistersTheClient_WhenTheAnswersComeByStandardInput()
    {
        var run = await Shell.FileAsync(
            EmulatorPowerShell.Script, $"client\n{Secret}\n{AdministratorName}\n{TestEmulator.AdministratorPassword}\n");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("registered successfully", run.Output, StringComparison.Ordinal);
        await AssertRegisteredAsync();
    }

    [PowerShellTheory]
    [InlineData(AdministratorName, "wrong", "the password is wrong")]
    [InlineData(@"PLANT\operator", TestEmulator.OperatorPassword, "is not a member of aaAdministrators")]
    public async Task Script_FailsWithAMessage_WhenTheAccountMayNotRegister(string user, string password, string message)
    {
        var run = await Shell.FileAsync(EmulatorPowerShell.Script, $"client\n{Secret}\n{user}\n{password}\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has not been registered", Flat(run.Error), StringComparison.Ordinal);
        Assert.Contains(message, Flat(run.Error), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error + run.Output, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [PowerShellFact]
    public async Task Script_FailsWithAMessage_WhenTheIdIsTaken()
    {
        Emulator.State.AddClient("client", "other");

        var run = await Shell.FileAsync(
            EmulatorPowerShell.Script, $"client\n{Secret}\n{AdministratorName}\n{TestEmulator.AdministratorPassword}\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is already registered", Flat(run.Error), StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret("client", "other"));
    }

    [PowerShellFact]
    public async Task Script_Fails_WhenNobodyCanBeAsked()
    {
        var run = await Shell.CommandAsync($"$ErrorActionPreference = 'Stop'\n& '{EmulatorPowerShell.Script}'");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("NonInteractive", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Emulator.State.Requests);
    }

    [PowerShellFact]
    public async Task RequestLog_HasNoSecrets_WhenTheScriptHasRun()
    {
        Prepare();
        var output = await WriteAsync($"{Answers}& '{EmulatorPowerShell.Script}'");

        var scan = new SecretScan();
        scan.Add("secret", Secret);
        scan.Add("password", TestEmulator.AdministratorPassword);
        scan.Add("account", $"{AdministratorName}:{TestEmulator.AdministratorPassword}");
        Assert.Empty(scan.Search([LogFile]));
        Assert.Empty(scan.Search("output", output));
        Assert.Single(SharedFile.ReadLines(LogFile));
    }

    // A message is broken into lines at the width of a screen.
    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private EmulatorShell Prepare() => Shell.With("TEST_SECRET", Secret).With("TEST_USER", AdministratorName)
        .With("TEST_PASSWORD", TestEmulator.AdministratorPassword);

    private async Task AssertRegisteredAsync()
    {
        var token = await Emulator.ClientTokenAsync("client", Secret);
        Assert.Equal(86400, (int)token.Json["expires_in"]!);
        Assert.Equal(("client", "system"), (Assert.Single(Emulator.State.Clients).Name, token["scope"]));
    }
}
