using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AimSetup.Transport;

namespace AimSetup;

/// <summary>What all addresses that a token or a secret goes to have in common.</summary>
internal static class WebAddress
{
    /// <summary>Reads a host, host:port or URL.</summary>
    /// <returns>What is wrong with it, to be put behind the name of a setting; null: nothing.</returns>
    public static string? Check(string text, out Uri? address)
    {
        address = null;
        if (text.Length == 0)
            return "is empty";
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            return "has a blank or control character in it, or an invisible one";
        var withScheme = HasScheme(text) ? text : "https://" + text;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return "is not a host, host:port or https URL";
        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            return $"must be an https URL, not {ServerText.Clean(uri.Scheme)}";
        if (!HasHost(uri))
            return "has a host name that no server can have";
        if (!AimServerAddress.IsSafe(uri))
            return "is plain http, which anybody on the network can read: use https";
        if (uri.UserInfo.Length > 0)
            return "must not have a user name or password in it";
        address = uri;
        return null;
    }

    /// <summary>Reads a URL that a server sent.</summary>
    /// <returns>Whether it is one that secrets may be sent to.</returns>
    public static bool TryCreateSafe(string text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        return text.Length <= AimServerAddress.MaximumLength && HasScheme(text) && Uri.TryCreate(text, UriKind.Absolute, out address) && AimServerAddress.IsSafe(address);
    }

    // Without one, .NET would take a text for a path, and fails at some of them.
    private static bool HasScheme(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && text.Begin(end).All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.');
    }

    /// <summary>Whether the host can be asked for in the domain name system, or is an IP address.</summary>
    public static bool HasHost(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length is > 0 and <= 253 && Uri.TryCreate(uri.GetLeftPart(UriPartial.Authority), UriKind.Absolute, out _);
        }
        catch (UriFormatException)
        {
            // Characters that international names may not have.
            return false;
        }
    }
}
