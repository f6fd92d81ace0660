using System.Net.Http.Headers;
using System.Text;

namespace AimSetup.Emulator.Cmdlets;

/// <summary>The account in a Basic header (RFC 7617), as UTF-8.</summary>
/// <param name="Name"><c>domain\user</c>.</param>
/// <param name="Password">The password.</param>
internal sealed record BasicAccount(string Name, string Password)
{
    /// <summary>Reads it; null when there is none, or it cannot be read.</summary>
    public static BasicAccount? Read(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new BasicAccount(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>The record would print the password.</summary>
    public override string ToString() => Name;
}
