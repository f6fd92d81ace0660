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
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return "has a blank or control character in it";
        var withScheme = text.Contains("://") ? text : "https://" + text;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return "is not a host, host:port or https URL";
        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            return $"must be an https URL, not {uri.Scheme}";
        if (!AimServerAddress.IsSafe(uri))
            return "is plain http, which anybody on the network can read: use https";
        if (uri.UserInfo.Length > 0)
            return "must not have a user name or password in it";
        if (uri.HostNameType == UriHostNameType.Dns && uri.IdnHost.Length > 253)
            return "has a host name that is too long";
        address = uri;
        return null;
    }
}
