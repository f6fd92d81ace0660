using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Registration.Dcr;

/// <summary>All metadata of a client, with the members that AimSetup knows nothing of: RFC 7592 section 2.2 wants them sent back.</summary>
internal sealed class ClientMetadata
{
    private readonly List<KeyValuePair<string, JsonElement>> _members;

    private ClientMetadata(List<KeyValuePair<string, JsonElement>> members) => _members = members;

    /// <summary>Takes a JSON object apart.</summary>
    /// <param name="json">The object.</param>
    /// <returns>Its members; null: it is no object, has a member twice, or half a character.</returns>
    public static ClientMetadata? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            List<KeyValuePair<string, JsonElement>> members = [.. document.RootElement.EnumerateObject().Select(m => new KeyValuePair<string, JsonElement>(m.Name, m.Value.Clone()))];
            var metadata = new ClientMetadata(members);
            // Half a character in a text shows when it is written.
            return metadata.ToJson().Length > 0 && members.Select(m => m.Key).Distinct(StringComparer.Ordinal).Count() == members.Count ? metadata : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The texts of a list; those of other kinds and other members are none.</summary>
    public IEnumerable<string> Texts(string name) =>
        _members.Where(m => m.Key == name && m.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(m => m.Value.EnumerateArray())
            .Where(e => e.ValueKind == JsonValueKind.String)
            .Select(e => e.GetString()!);

    public void Remove(string name) => _members.RemoveAll(m => m.Key == name);

    public void Set(string name, string value) => Set(name, writer => writer.WriteStringValue(value));

    public void Set(string name, int value) => Set(name, writer => writer.WriteNumberValue(value));

    /// <summary>Adds a text to a list, which is made where there is none.</summary>
    public void Add(string name, string value)
    {
        var list = _members.Find(m => m.Key == name).Value;
        Set(name, writer =>
        {
            writer.WriteStartArray();
            if (list.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in list.EnumerateArray())
                    item.WriteTo(writer);
            }
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        });
    }

    public string ToJson() => JsonText.ToText(writer =>
    {
        writer.WriteStartObject();
        foreach (var member in _members)
        {
            writer.WritePropertyName(member.Key);
            member.Value.WriteTo(writer);
        }
        writer.WriteEndObject();
    });

    private void Set(string name, Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(JsonText.ToBytes(write));
        var member = new KeyValuePair<string, JsonElement>(name, document.RootElement.Clone());
        var index = _members.FindIndex(m => m.Key == name);
        if (index < 0)
            _members.Add(member);
        else
            _members[index] = member;
    }
}
