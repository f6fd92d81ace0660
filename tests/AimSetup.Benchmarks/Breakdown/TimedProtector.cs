using System.Diagnostics;
using AimSetup.Secrets;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>Tells how long the encryption takes: DPAPI on Windows, AES elsewhere.</summary>
internal sealed class TimedProtector(IDataProtector inner) : IDataProtector
{
    /// <summary>Milliseconds so far.</summary>
    public double Milliseconds { get; private set; }

    public byte[] Protect(byte[] data, string purpose) => Timed(() => inner.Protect(data, purpose));

    public byte[] Unprotect(byte[] data, string purpose) => Timed(() => inner.Unprotect(data, purpose));

    private byte[] Timed(Func<byte[]> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        Milliseconds += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return result;
    }
}
