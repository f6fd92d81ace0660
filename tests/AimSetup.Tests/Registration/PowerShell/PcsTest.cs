using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Tests.Transactions;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>A test of the registrar <c>pcs</c>.</summary>
public abstract class PcsTest : TransactionTest
{
    protected override string Registrar => RegistrarFactory.PcsCmdlets;

    protected override PowerShellLocator PowerShell => Cmdlets.Locator;

    protected override TimeSpan Time => PowerShellUnderTest.Patience;

    private protected abstract PcsCmdlets Cmdlets { get; }
}
