using System.Text.Json.Serialization;

namespace AimSetup.Credentials;

/// <summary>The file on disk: what it is about in the clear, for administrators; all that is used is in the protected part.</summary>
internal sealed class CredentialFile
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("version")]
    public int Version { get; set; }

    [JsonPropertyName("client")]
    public string Client { get; set; } = "";

    [JsonPropertyName("server")]
    public string Server { get; set; } = "";

    [JsonPropertyName("changed")]
    public DateTimeOffset Changed { get; set; }

    [JsonPropertyName("products")]
    public string[] Products { get; set; } = [];

    [JsonPropertyName("credentials")]
    public string Credentials { get; set; } = "";
}
