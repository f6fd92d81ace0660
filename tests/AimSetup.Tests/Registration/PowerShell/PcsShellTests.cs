using AimSetup.Errors;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With a PowerShell, the product's script and the emulator's cmdlets.</summary>
[Trait("Category", "PowerShell")]
public sealed class PcsShellTests : PcsTransactionTests, IDisposable
{
    private EmulatorShell? _shell;

    private protected override PcsCmdlets Cmdlets => new ShellCmdlets(Emulator, Shell);

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator).As(Administrator, AdministratorPassword);

    public void Dispose() => _shell?.Dispose();

    [PowerShellFact]
    public async Task Plan_IsRefused_WhenTheAccountMayNot()
    {
        Shell.As(Administrator, "another password");
        Assert.Equal(AimErrors.AccountNotPermitted, (await PlanAsync(Request(Account))).Error!.Definition);
    }

    [PowerShellFact]
    public async Task Plan_IsRefused_WhenThereAreNoCmdlets()
    {
        Shell.With("PSModulePath", Folder.Path);
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(AimErrors.CmdletsMissing, plan.Error!.Definition);
        Assert.Contains("no Add-IdentityManagerClient", plan.Reason, StringComparison.Ordinal);
    }
}
