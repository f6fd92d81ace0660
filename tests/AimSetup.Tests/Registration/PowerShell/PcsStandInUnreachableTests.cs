using AimSetup.TestSupport.Shells;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With the stand-in.</summary>
public sealed class PcsStandInUnreachableTests : PcsUnreachableTests
{
    private StandInShell? _shell;

    private protected override PcsCmdlets Cmdlets => new StandInCmdlets(Shell);

    private StandInShell Shell => _shell ??= new StandInShell(Folder, Emulator);
}
