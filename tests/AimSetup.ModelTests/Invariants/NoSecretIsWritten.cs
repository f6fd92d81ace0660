using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.TestSupport.Secrets;

namespace AimSetup.ModelTests.Invariants;

/// <summary>No secret, password or token is in anything that was written: log lines, the registry, the files of the journal and of the stored credentials, half-written ones too, data for other actions.</summary>
internal static class NoSecretIsWritten
{
    private static readonly SecretScan Scan = NewScan();

    public static void Check(IReadOnlyList<InstallerSession> sessions, IReadOnlyList<Machine> machines)
    {
        var log = string.Join('\n', sessions.SelectMany(s => s.Lines.Append(s.CustomActionData)).Concat(machines.Select(m => m.Registry.AllText)));
        foreach (var finding in Scan.Search("the log", log).Concat(Scan.Search(machines.SelectMany(m => m.AllFiles))))
            throw new InvariantException("NoSecretIsWritten", finding);
    }

    private static SecretScan NewScan()
    {
        var scan = new SecretScan();
        scan.Add("a secret", ModelSecrets.Core);
        return scan;
    }
}
