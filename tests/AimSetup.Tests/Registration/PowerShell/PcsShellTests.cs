using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With a PowerShell, the product's script and the emulator's cmdlets.</summary>
[Trait("Category", "PowerShell")]
public sealed class PcsShellTests : PcsTransactionTests, IDisposable
{
    private EmulatorShell? _shell;

    protected override PowerShellLocator PowerShell => PowerShellLocator.At(PowerShellUnderTest.Program!, Shell.Environment);

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator).As(Administrator, AdministratorPassword);

    public void Dispose() => _shell?.Dispose();

    protected override void OfferNoRemoval() => Shell.With(EmulatorPowerShell.NoRemoveVariable, "1");

    // Right before the registration it looks once; when a look fails, it looks for another ID to compare.
    protected override void FailToReadTheMark() =>
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.CmdletGet, Kind = FaultKind.Error, Status = 500, Skip = 1, Times = 2 });

    protected override void OfferNoDescription() => Shell.With(EmulatorPowerShell.NoDescriptionVariable, "1");

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
