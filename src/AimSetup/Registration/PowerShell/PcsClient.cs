using System.Text.Json.Serialization;

namespace AimSetup.Registration.PowerShell;

/// <summary>A client as <c>Get-IdentityManagerClient</c> shows it; null: it does not show that.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PcsClient
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("lifetime")]
    public int? Lifetime { get; set; }

    [JsonPropertyName("scopes")]
    public List<string>? Scopes { get; set; }

    [JsonPropertyName("grants")]
    public List<string>? Grants { get; set; }

    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    /// <summary>Whether it may use the client_credentials grant; which spelling the cmdlets use is not published.</summary>
    [JsonIgnore]
    public bool HasClientCredentials =>
        Grants?.Any(g => g?.Replace("_", "").Equals("ClientCredentials", StringComparison.OrdinalIgnoreCase) ?? false) ?? true;
}
