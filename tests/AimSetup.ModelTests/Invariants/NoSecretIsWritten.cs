using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.TestSupport.Secrets;

namespace AimSetup.ModelTests.Invariants;

/// <summary>No secret, password or token is in anything that was written: log lines, journal files, half-written files, data for other actions.</summary>
internal static class NoSecretIsWritten
{
    private static readonly SecretScan Scan = NewScan();

    public static void Check(IReadOnlyList<InstallerSession> sessions, IReadOnlyList<Machine> machines)
    {
        var log = string.Join('\n', sessions.SelectMany(s => s.Lines.Append(s.CustomActionData)));
        foreach (var finding in Scan.Search("the log", log).Concat(Scan.Search(machines.SelectMany(m => m.JournalFiles))))
            throw new InvariantException("NoSecretIsWritten", finding);
    }

    private static SecretScan NewScan()
    {
        var scan = new SecretScan();
        scan.Add("a secret", ModelSecrets.Core);
        return scan;
    }
}
