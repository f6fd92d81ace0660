using System.Text.Json.Nodes;

namespace AimSetup.Emulator.Endpoints;

/// <summary>An answer, complete before anything of it is sent, so that a fault can still take its place.</summary>
internal sealed class EmulatorResponse(int status)
{
    public const string JsonMediaType = "application/json";

    public int Status => status;

    public string? Body { get; init; }

    public string ContentType { get; init; } = JsonMediaType;

    /// <summary>The error code, for the log.</summary>
    public string? ErrorCode { get; init; }

    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Whether caches may keep it; answers with tokens or secrets must not be kept.</summary>
    public bool NoStore { get; init; }

    public static EmulatorResponse Json(JsonNode body, int status = 200, bool noStore = false) =>
        new(status) { Body = body.ToJsonString(), NoStore = noStore };

    /// <summary>An error in the form that RFC 6749 section 5.2 and RFC 7591 section 3.2.2 share.</summary>
    public static EmulatorResponse Error(int status, string code, string? description = null)
    {
        var body = new JsonObject { ["error"] = code };
        if (description is not null)
            body["error_description"] = description;
        return new EmulatorResponse(status) { Body = body.ToJsonString(), ErrorCode = code, NoStore = true };
    }

    public EmulatorResponse With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (NoStore)
        {
            response.Headers.CacheControl = "no-store";
            response.Headers.Pragma = "no-cache";
        }

        if (Body is null)
            return;
        response.ContentType = ContentType;
        var bytes = System.Text.Encoding.UTF8.GetBytes(Body);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
