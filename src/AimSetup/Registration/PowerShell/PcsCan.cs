using System.Text.Json.Serialization;

namespace AimSetup.Registration.PowerShell;

/// <summary>What the cmdlets offer, as Get-Command shows it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PcsCan
{
    [JsonPropertyName("update")]
    public bool Update { get; set; }

    [JsonPropertyName("remove")]
    public bool Remove { get; set; }

    [JsonPropertyName("disable")]
    public bool Disable { get; set; }

    [JsonPropertyName("replaceSecret")]
    public bool ReplaceSecret { get; set; }

    [JsonPropertyName("mark")]
    public bool Mark { get; set; }

    /// <summary>Whether a mark can be changed.</summary>
    [JsonPropertyName("remark")]
    public bool Remark { get; set; }

    /// <summary>Whether they take an account.</summary>
    [JsonPropertyName("account")]
    public bool Account { get; set; }

    [JsonIgnore]
    public RemovalEffect Removal => this switch
    {
        { Remove: true } => RemovalEffect.Removed,
        { Disable: true, ReplaceSecret: true } => RemovalEffect.DisabledAndSecretReplaced,
        { Disable: true } => RemovalEffect.Disabled,
        { ReplaceSecret: true } => RemovalEffect.SecretReplaced,
        _ => RemovalEffect.Nothing,
    };
}
