using System.Text.Json.Serialization;

namespace AimSetup.Journaling;

/// <summary>The form in which a file was written; all forms have this member.</summary>
internal sealed class JournalForm
{
    [JsonPropertyName("version")]
    public int Version { get; set; }
}

/// <summary>The journal file on disk: what it is about in the clear, the entry itself protected.</summary>
internal sealed class JournalFile
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("version")]
    public int Version { get; set; }

    [JsonPropertyName("transaction")]
    public string Transaction { get; set; } = "";

    [JsonPropertyName("phase")]
    public string Phase { get; set; } = "";

    [JsonPropertyName("server")]
    public string Server { get; set; } = "";

    [JsonPropertyName("client")]
    public string Client { get; set; } = "";

    [JsonPropertyName("product")]
    public string Product { get; set; } = "";

    [JsonPropertyName("entry")]
    public string Entry { get; set; } = "";
}
