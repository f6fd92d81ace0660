using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Registration.PowerShell;

/// <summary>A client as <c>Get-IdentityManagerClient</c> shows it; null: it does not show that.</summary>
internal sealed class PcsClient
{
    public static JsonForm<PcsClient> Json { get; } = new(Write, Read, isStrict: true);

    public string? Id { get; init; }

    public int? Lifetime { get; init; }

    public List<string>? Scopes { get; init; }

    public List<string>? Grants { get; init; }

    public bool? Enabled { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether it may use the client_credentials grant; which spelling the cmdlets use is not published.</summary>
    public bool HasClientCredentials =>
        Grants?.Any(g => g?.Replace("_", "").Equals("ClientCredentials", StringComparison.OrdinalIgnoreCase) ?? false) ?? true;

    public static PcsClient Read(JsonMembers members) => new()
    {
        Id = members.TextOrNull("id"),
        Lifetime = members.NumberOrNull("lifetime"),
        Scopes = members.TextsOrNull("scopes"),
        Grants = members.TextsOrNull("grants"),
        Enabled = members.FlagOrNull("enabled"),
        Description = members.TextOrNull("description"),
    };

    private static void Write(Utf8JsonWriter writer, PcsClient client)
    {
        writer.WriteStartObject();
        writer.Text("id", client.Id);
        writer.Number("lifetime", client.Lifetime);
        writer.Texts("scopes", client.Scopes);
        writer.Texts("grants", client.Grants);
        writer.Flag("enabled", client.Enabled);
        writer.Text("description", client.Description);
        writer.WriteEndObject();
    }
}
