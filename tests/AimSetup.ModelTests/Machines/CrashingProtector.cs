using AimSetup.Secrets;
using AimSetup.TestSupport;

namespace AimSetup.ModelTests.Machines;

/// <summary>Encrypts, and is where a process can be gone just before an entry is written, or while it is.</summary>
internal sealed class CrashingProtector(Machine machine) : IDataProtector
{
    private const string Journal = "AimSetup journal ";

    private readonly AesDataProtector _protector = new();

    public byte[] Protect(byte[] data, string purpose)
    {
        var protectedData = _protector.Protect(data, purpose);
        if (purpose.StartsWith(Journal, StringComparison.Ordinal))
            machine.CrashPoint(torn: () => machine.LeaveTornFile(purpose[Journal.Length..], protectedData));
        return protectedData;
    }

    public byte[] Unprotect(byte[] data, string purpose) => _protector.Unprotect(data, purpose);
}
