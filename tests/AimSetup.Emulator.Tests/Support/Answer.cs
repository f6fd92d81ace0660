using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace AimSetup.Emulator.Tests.Support;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public string? Error => (string?)Json["error"];

    public string this[string member] => (string?)Json[member] ?? throw new InvalidOperationException($"No {member} in {Text}");

    public string Challenge => Headers.WwwAuthenticate.ToString();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
            return new Answer(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }
}
