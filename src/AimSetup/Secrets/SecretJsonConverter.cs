using System.Text.Json;
using System.Text.Json.Serialization;

namespace AimSetup.Secrets;

/// <summary>
/// Writes a secret in the clear. Only for JSON that is encrypted at once (<see cref="ProtectedJson{T}"/>); no other
/// serializer context may name it.
/// </summary>
public sealed class SecretJsonConverter : JsonConverter<Secret>
{
    /// <inheritdoc/>
    public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } value ? new Secret(value) : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
