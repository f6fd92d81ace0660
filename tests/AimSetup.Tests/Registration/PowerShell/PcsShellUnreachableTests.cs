using AimSetup.Emulator;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With a PowerShell, the product's script and the emulator's cmdlets.</summary>
[Trait("Category", "PowerShell")]
public sealed class PcsShellUnreachableTests : PcsUnreachableTests, IDisposable
{
    private EmulatorShell? _shell;

    private protected override PcsCmdlets Cmdlets => new ShellCmdlets(Emulator, Shell);

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator).As(Administrator, AdministratorPassword);

    public void Dispose() => _shell?.Dispose();

    [PowerShellFact]
    public async Task Undo_KeepsTheEntry_WhenNobodyListens()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        using var http = Connect();
        await Emulator.DisposeAsync();
        var result = await new RegistrationRollback(Journal, http, Registrars(http, Account, entry.Options)).UndoAsync(Journal.Find(entry.Transaction)!, ClientSecret);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RollbackFailed), (result.Outcome, result.Error?.Definition));
        Assert.Single(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_RemovesTheClient_WhenAnUnknownOneIsAnErrorOfTheCmdletsOwn()
    {
        LookBy("try { & $module.ExportedCommands['Get-IdentityManagerClient'] @PSBoundParameters } catch { throw \"There is no client '$Id'.\" }");
        var entry = await PlannedAsync(PlanKind.Create);
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_KeepsTheEntry_WhenTheCmdletLacksACommandOfItsOwn()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        LookBy("Read-NothingThatIsThere");
        Assert.Equal(AimErrors.RollbackFailed, (await UndoAsync(entry)).Error?.Definition);
        Assert.Single(JournalFiles);
    }

    // The emulator's cmdlets, but for this one.
    private void LookBy(string get)
    {
        Directory.CreateDirectory(Folder.Combine("Plant"));
        Folder.Write("Plant/Plant.psm1",
            $$"""
            $module = Import-Module '{{EmulatorPowerShell.Module}}' -PassThru
            function Get-IdentityManagerClient {
                [CmdletBinding()] param($HostBase, $Id)
                {{get}}
            }
            function Add-IdentityManagerClient {
                [CmdletBinding()] param($HostBase, $Id, $Name, $Enabled, $Secret, $AllowedGrantTypes, $ScopeRestrictions, $AccessTokenLifetime, $Description)
                & $module.ExportedCommands['Add-IdentityManagerClient'] @PSBoundParameters
            }
            function Remove-IdentityManagerClient {
                [CmdletBinding()] param($HostBase, $Id)
                & $module.ExportedCommands['Remove-IdentityManagerClient'] @PSBoundParameters
            }
            Export-ModuleMember -Function Get-IdentityManagerClient, Add-IdentityManagerClient, Remove-IdentityManagerClient
            """);
        Shell.With("PSModulePath", Folder.Path);
    }
}
