using System.Globalization;
using System.Net;

namespace AimSetup.Transport;

/// <summary>A whole answer of a server. The body can hold tokens: it is for parsing, never for a log.</summary>
internal sealed class HttpAnswer(string server, HttpStatusCode status, string body, string? mediaType)
{
    /// <summary>Who gave it: scheme, name and port.</summary>
    public string Server { get; } = server;

    public HttpStatusCode Status { get; } = status;

    public string Body { get; } = body;

    public string? MediaType { get; } = mediaType;

    /// <summary>What the server says about the authentication that it wants (WWW-Authenticate); null: nothing.</summary>
    public string? Challenge { get; init; }

    /// <summary>The server's clock (Date); null: it does not tell.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the server wants no other request (Retry-After, RFC 9110 section 10.2.3); zero: it does not tell.</summary>
    public TimeSpan RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <summary>Status and kind of content, for messages; nothing of the body.</summary>
    public override string ToString() =>
        $"HTTP {(int)Status} {Status}" + (MediaType is null ? "" : $" ({ServerText.Clean(MediaType)})")
        + (RetryAfter > TimeSpan.Zero ? $", Retry-After {Math.Ceiling(RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s" : "");
}
