using System.Globalization;
using System.Text;
using AimSetup.Secrets;
using AimSetup.Serialization;

namespace AimSetup.Credentials;

/// <summary>
/// The file name of a client identifier, which may be anything: two identifiers never share a name, not even where names are
/// compared without case, and no name is a device, a path, or longer than file systems take.
/// </summary>
internal static class CredentialFileName
{
    public const string Extension = ".json";

    // Together with the folder and the extension this stays below the 260 characters of old Windows programs.
    private const int MaximumPlain = 120;
    private const int BeginOfLong = 40;

    /// <summary>The name: lower-case letters, digits, <c>-</c>, <c>_</c> and inner <c>.</c> as they are, all other bytes of UTF-8 as <c>%xx</c>.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The name with its extension.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or no well-formed Unicode text.</exception>
    public static string Of(string clientId)
    {
        if (string.IsNullOrEmpty(clientId))
            throw new ArgumentException("A client identifier has at least one character.", nameof(clientId));
        var bytes = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clientId);
        var name = new StringBuilder();
        var isDevice = IsDevice(clientId.Split('.')[0]);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (IsPlain((char)bytes[i], isFirst: i == 0) && !(isDevice && i == 0))
                name.Append((char)bytes[i]);
            else
                name.Append('%').Append(bytes[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        // No plain name has '#' in it.
        return name.Length <= MaximumPlain
            ? name + Extension
            : $"{name.ToString(0, BeginOfLong)}#{Hash(bytes)}{Extension}";
    }

    private static bool IsPlain(char c, bool isFirst) =>
        c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' || (c == '.' && !isFirst);

    // "Naming Files, Paths, and Namespaces": reserved also with an extension. Those with other characters are escaped anyway.
    private static bool IsDevice(string stem) => stem is "con" or "prn" or "aux" or "nul"
        || (stem.Length == 4 && stem[3] is >= '0' and <= '9' && stem.Substring(0, 3) is "com" or "lpt");

    private static string Hash(byte[] bytes) => Hexadecimal.Lower(Sha256.Of(bytes));
}
