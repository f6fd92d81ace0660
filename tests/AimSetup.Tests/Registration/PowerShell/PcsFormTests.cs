using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>Cmdlets that answer in other forms than the emulator's: what the real ones answer with is not published.</summary>
[Trait("Category", "PowerShell")]
public sealed class PcsFormTests : EmulatorTest, IDisposable
{
    private EmulatorShell? _shell;

    protected override string Registrar => RegistrarFactory.PcsCmdlets;

    protected override PowerShellLocator PowerShell => PowerShellLocator.At(PowerShellUnderTest.Program!, Shell.Environment);

    protected override TimeSpan Time => PowerShellUnderTest.Patience;

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator).With("PSModulePath", Folder.Path);

    public void Dispose() => _shell?.Dispose();

    [PowerShellTheory]
    [InlineData("@{ Id = 17; ClientId = $Id.ToUpperInvariant() }")]
    [InlineData("[pscustomobject] @{ Id = 16; ClientId = 'other' }, [pscustomobject] @{ Id = 17; ClientId = $Id }")]
    [InlineData("[pscustomobject] @{ Description = 'the client' }")]
    public async Task Plan_FindsTheClient_WhateverItIsCalled(string answer)
    {
        Assert.Equal(AimErrors.SecretMismatch, (await PlanWithAsync(answer)).Error?.Definition);
    }

    [PowerShellTheory]
    [InlineData("[pscustomobject] @{ Id = 17 }", "asked for 'line-401', it answers with '17'")]
    [InlineData("throw 'The database does not answer.'; $Id", "The database does not answer")]
    public async Task Plan_IsRefused_WhenNobodyCanTellWhetherTheClientIsThere(string answer, string text)
    {
        var plan = await PlanWithAsync("if ($Id -eq 'line-401') { " + answer + " }");
        Assert.Equal(AimErrors.CmdletFailed, plan.Error?.Definition);
        Assert.Contains(text, plan.Error!.Text, StringComparison.Ordinal);
    }

    // Parts of what errors say, and what is written otherwise in JSON.
    [PowerShellTheory]
    [InlineData("mes")]
    [InlineData(@"PLANT\line7")]
    public async Task Plan_FindsNoClient_WhateverItsId(string id)
    {
        Assert.Equal(PlanKind.Create, (await PlanWithAsync("throw \"The message for client '$Id': no such client.\"", id)).Kind);
    }

    [PowerShellTheory]
    [InlineData("throw \"There is no client '$Id' at sms-403.plant.example.\"")]
    [InlineData("[pscustomobject] @{ Id = 16; ClientId = 'one' }, [pscustomobject] @{ Id = 17; ClientId = 'two' }")]
    public async Task Plan_FindsNoClient_HoweverThatIsSaid(string answer)
    {
        Assert.Equal(PlanKind.Create, (await PlanWithAsync(answer)).Kind);
    }

    [PowerShellTheory]
    [InlineData("throw 'The remote server returned an error: (403) Forbidden.'")]
    [InlineData("throw 'Response status code does not indicate success: 401 (Unauthorized).'")]
    public async Task Plan_IsRefused_WhenTheAccountMayNotLook(string answer)
    {
        Assert.Equal(AimErrors.AccountNotPermitted, (await PlanWithAsync(answer)).Error?.Definition);
    }

    private Task<Plan> PlanWithAsync(string answer, string id = "line-401")
    {
        Directory.CreateDirectory(Folder.Combine("IdentityManager"));
        Folder.Write("IdentityManager/IdentityManager.psm1",
            $$"""
            function Get-IdentityManagerClient { param($HostBase, $Id) {{answer}} }
            function Add-IdentityManagerClient { param($HostBase, $Id, $Secret) }
            """);
        return PlanAsync(new ClientRequest
        {
            Server = Server,
            Client = new ClientSettings { ClientId = id, TokenLifetime = 86400, Scopes = ["system"] },
            ClientSecret = ClientSecret,
            Credentials = Account,
            Registrar = Registrar,
            Options = RegistrarOptions,
        });
    }
}
