namespace AimSetup.Emulator.Endpoints;

/// <summary>The bearer token of a request (RFC 6750 section 2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token, or null when the request has none.</summary>
    public static string? Of(EmulatorRequest request)
    {
        var header = request.Context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
