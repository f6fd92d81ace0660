using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
#if NET
using System.Runtime.Versioning;
#endif

namespace AimSetup.Secrets;

/// <summary>
/// The Windows Data Protection API in machine scope: AimPlan runs as the user and the other actions run as SYSTEM, so both
/// must be able to read. It protects data at rest and in logs; a process on the same machine that gets hold of the data can
/// decrypt it, which is why files that hold it are readable for SYSTEM and Administrators only.
/// </summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
public sealed class DpapiDataProtector : IDataProtector
{
    /// <summary>Makes the protector.</summary>
    /// <exception cref="PlatformNotSupportedException">Not on Windows.</exception>
    public DpapiDataProtector()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            throw new PlatformNotSupportedException("The Windows Data Protection API is part of Windows.");
    }

    /// <inheritdoc/>
    public byte[] Protect(byte[] data, string purpose) =>
        ProtectedData.Protect(data, Encoding.UTF8.GetBytes(purpose), DataProtectionScope.LocalMachine);

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data, string purpose) =>
        ProtectedData.Unprotect(data, Encoding.UTF8.GetBytes(purpose), DataProtectionScope.LocalMachine);
}
