using System.Security.Cryptography;
using System.Text;
using AimSetup.Secrets;

namespace AimSetup.FrameworkProgram;

/// <summary>In place of the Windows Data Protection API, which Mono lacks: keeps the purpose, and turns every bit.</summary>
internal sealed class PlainProtector : IDataProtector
{
    public byte[] Protect(byte[] data, string purpose) => Turn([.. Encoding.UTF8.GetBytes(purpose), 0, .. data]);

    public byte[] Unprotect(byte[] data, string purpose)
    {
        var (all, wanted) = (Turn(data), Encoding.UTF8.GetBytes(purpose));
        return all.Length > wanted.Length && all.Take(wanted.Length).SequenceEqual(wanted) && all[wanted.Length] == 0
            ? [.. all.Skip(wanted.Length + 1)]
            : throw new CryptographicException("It is of another purpose.");
    }

    private static byte[] Turn(byte[] data) => [.. data.Select(b => (byte)~b)];
}
