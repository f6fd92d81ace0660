using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>The stand-in.</summary>
internal sealed class StandInCmdlets(StandInShell shell) : PcsCmdlets
{
    public override PowerShellLocator Locator => shell.Locator;

    public override void OfferNoRemoval() => shell.With("canRemove", false);

    public override void OfferNoDescription() => shell.With("canMark", false);

    public override void FailToReadTheMark() => shell.With("readsMark", false);

    public override void FailToLook() => shell.With("looks", false);

    public override void FailAfterTheRegistration() => shell.With("looks", false).With("addAnswers", false);

    public override void Work() => shell.With("looks", true).With("addAnswers", true);
}
