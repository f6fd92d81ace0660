using System.Security.Cryptography;

namespace AimSetup.Secrets;

/// <summary>Protected data is damaged, or of another version of AimSetup: whether it can be decrypted here is not the question. Its text tells no content.</summary>
internal sealed class ProtectedFormException(string message) : CryptographicException(message);
