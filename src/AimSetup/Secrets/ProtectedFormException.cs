using System.Security.Cryptography;

namespace AimSetup.Secrets;

/// <summary>Protected data was decrypted, and has another form: it may be a later version's. Its text tells no content.</summary>
internal sealed class ProtectedFormException(string message) : CryptographicException(message);
