using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With a PowerShell, the product's script and the emulator's cmdlets.</summary>
[Trait("Category", "PowerShell")]
public sealed class PcsShellUndoTests : PcsUndoTests, IDisposable
{
    private EmulatorShell? _shell;

    private protected override PcsCmdlets Cmdlets => new ShellCmdlets(Emulator, Shell);

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator).As(Administrator, AdministratorPassword);

    public void Dispose() => _shell?.Dispose();
}
