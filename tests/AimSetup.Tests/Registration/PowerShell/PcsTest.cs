using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Tests.Transactions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>A test of the registrar <c>pcs</c>.</summary>
public abstract class PcsTest : TransactionTest
{
    protected override string Registrar => RegistrarFactory.PcsCmdlets;

    protected override PowerShellLocator PowerShell => Cmdlets.Locator;

    private protected abstract PcsCmdlets Cmdlets { get; }
}
