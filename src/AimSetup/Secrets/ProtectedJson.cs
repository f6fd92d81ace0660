using System.Security.Cryptography;
using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Secrets;

/// <summary>Turns an object with secrets into encrypted text and back. The JSON in the clear exists in memory only.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
/// <param name="protector">Encrypts and decrypts.</param>
/// <param name="form">How the object is written and read.</param>
public sealed class ProtectedJson<T>(IDataProtector protector, JsonForm<T> form)
    where T : class
{
    /// <summary>Encrypts an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="purpose">What it is for; needed again to decrypt.</param>
    /// <returns>Base64 text.</returns>
    public string Protect(T value, string purpose)
    {
        var json = form.ToBytes(value);
        try
        {
            return Convert.ToBase64String(protector.Protect(json, purpose));
        }
        finally
        {
            Array.Clear(json, 0, json.Length);
        }
    }

    /// <summary>Decrypts an object.</summary>
    /// <param name="text">What <see cref="Protect"/> returned.</param>
    /// <param name="purpose">The purpose given to <see cref="Protect"/>.</param>
    /// <returns>The object.</returns>
    /// <exception cref="CryptographicException">Damaged, of another machine, or of another purpose; the text tells no content.</exception>
    public T Unprotect(string text, string purpose)
    {
        byte[]? json = null;
        try
        {
            json = protector.Unprotect(Convert.FromBase64String(text), purpose);
            return form.Parse(json) ?? throw new CryptographicException("The protected data is empty.");
        }
        catch (FormatException)
        {
            throw new CryptographicException("The protected data is not base64 text.");
        }
        catch (JsonException)
        {
            // The exception's own text can quote the JSON, secrets included.
            throw new ProtectedFormException("The protected data has another form than this version writes.");
        }
        finally
        {
            if (json is not null)
                Array.Clear(json, 0, json.Length);
        }
    }
}
