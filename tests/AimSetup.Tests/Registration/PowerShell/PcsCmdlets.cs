using AimSetup.Registration.PowerShell;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>A PowerShell with AIM's cmdlets, and what can be left out of them.</summary>
internal abstract class PcsCmdlets
{
    /// <summary>Finds the PowerShell.</summary>
    public abstract PowerShellLocator Locator { get; }

    /// <summary>Leaves out the removal cmdlet.</summary>
    public abstract void OfferNoRemoval();

    /// <summary>Leaves out the parameter Description.</summary>
    public abstract void OfferNoDescription();

    /// <summary>Lets the look at the mark fail that follows the next registration.</summary>
    public abstract void FailToReadTheMark();

    /// <summary>Lets every look fail in the same words, whatever the ID.</summary>
    public abstract void FailToLook();

    /// <summary>Lets the next registration register the client and fail, and every look after it as by <see cref="FailToLook"/>.</summary>
    public abstract void FailAfterTheRegistration();

    /// <summary>Lets everything work again.</summary>
    public abstract void Work();
}
