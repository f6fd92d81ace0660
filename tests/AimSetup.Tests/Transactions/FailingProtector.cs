using System.Security.Cryptography;
using AimSetup.Secrets;

namespace AimSetup.Tests.Transactions;

/// <summary>Encrypts credentials a number of times, then no more.</summary>
internal sealed class FailingProtector(IDataProtector inner) : IDataProtector
{
    private int _left = int.MaxValue;

    public void FailsAfter(int times) => _left = times;

    public byte[] Protect(byte[] data, string purpose) =>
        _left-- > 0 ? inner.Protect(data, purpose) : throw new CryptographicException("the protector fails");

    public byte[] Unprotect(byte[] data, string purpose) => inner.Unprotect(data, purpose);
}
