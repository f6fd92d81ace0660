using AimSetup.Secrets;

namespace AimSetup.Client.Tests.Support;

/// <summary>Tells when something is decrypted, on the thread and for the caller for whom it is.</summary>
internal sealed class WatchedProtector(IDataProtector inner, Action seen) : IDataProtector
{
    public byte[] Protect(byte[] data, string purpose) => inner.Protect(data, purpose);

    public byte[] Unprotect(byte[] data, string purpose)
    {
        seen();
        return inner.Unprotect(data, purpose);
    }
}
