using System.Security.Cryptography;
using System.Text.Json;
using AimSetup.Errors;

namespace AimSetup.Credentials;

/// <summary>What can go wrong with a file of stored credentials, and how it is told.</summary>
internal static class CredentialFault
{
    public static bool IsOfFile(Exception e) =>
        e is IOException or UnauthorizedAccessException or JsonException or CryptographicException or System.Security.SecurityException;

    public static AimException Unusable(string path, Exception e) => new(AimErrors.CredentialsUnusable.With(path, Reason(e)), e);

    public static AimException NotWritten(string path, Exception e) => new(AimErrors.CredentialsNotWritten.With(path, Reason(e)), e);

    private static string Reason(Exception e) => e switch
    {
        // The text of a JSON fault can quote the file.
        JsonException => "it has not the form that AimSetup writes",
        UnauthorizedAccessException => "this account has no right to it",
        _ => e.Message.TrimEnd('.'),
    };
}
