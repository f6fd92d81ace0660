using System.Net;

namespace AimSetup.Transport;

/// <summary>A whole answer of a server. The body can hold tokens: it is for parsing, never for a log.</summary>
internal sealed class HttpAnswer(HttpStatusCode status, string body, string? mediaType)
{
    public HttpStatusCode Status { get; } = status;

    public string Body { get; } = body;

    public string? MediaType { get; } = mediaType;

    /// <summary>What the server says about the authentication that it wants (WWW-Authenticate); null: nothing.</summary>
    public string? Challenge { get; init; }

    /// <summary>The server's clock (Date); null: it does not tell.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <summary>Status and kind of content, for messages; nothing of the body.</summary>
    public override string ToString() =>
        $"HTTP {(int)Status} {Status}" + (MediaType is null ? "" : $" ({ServerText.Clean(MediaType)})");
}
