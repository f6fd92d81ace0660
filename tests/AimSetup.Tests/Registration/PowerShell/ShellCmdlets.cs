using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>A PowerShell, the product's script and the emulator's cmdlets.</summary>
internal sealed class ShellCmdlets(EmulatorHost emulator, EmulatorShell shell) : PcsCmdlets
{
    public override PowerShellLocator Locator => PowerShellLocator.At(PowerShellUnderTest.Program!, shell.Environment);

    public override void OfferNoRemoval() => shell.With(EmulatorPowerShell.NoRemoveVariable, "1");

    public override void OfferNoDescription() => shell.With(EmulatorPowerShell.NoDescriptionVariable, "1");

    // Right before the registration it looks once; when a look fails, it looks for another ID to compare.
    public override void FailToReadTheMark() =>
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.CmdletGet, Kind = FaultKind.Error, Status = 500, Skip = 1, Times = 2 });

    public override void FailToLook() => FailToLook(0);

    public override void FailAfterTheRegistration()
    {
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.CmdletAdd, Kind = FaultKind.DropAfter, Times = 1 });
        FailToLook(1);
    }

    public override void Work() => emulator.State.Faults.Clear();

    private void FailToLook(int skip) =>
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.CmdletGet, Kind = FaultKind.Error, Status = 500, Skip = skip });
}
