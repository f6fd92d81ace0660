using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Registration.Dcr;

/// <summary>All metadata of a client, with the members that AimSetup knows nothing of: RFC 7592 section 2.2 wants them sent back.</summary>
internal sealed class ClientMetadata
{
    // Lists and queries of structures would each be code of their own in the native DLL.
    private readonly List<Member> _members = [];

    private ClientMetadata()
    {
    }

    /// <summary>Takes a JSON object apart.</summary>
    /// <param name="json">The object.</param>
    /// <returns>Its members; null: it is no object, has a member twice, or half a character.</returns>
    public static ClientMetadata? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var metadata = new ClientMetadata();
            foreach (var member in document.RootElement.EnumerateObject())
                metadata._members.Add(new Member(member.Name, member.Value.Clone()));
            // Half a character in a text shows when it is written.
            return metadata.ToJson().Length > 0 ? metadata : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The texts of a list; those of other kinds and other members are none.</summary>
    public IEnumerable<string> Texts(string name)
    {
        List<string> texts = [];
        if (Find(name) is { Value.ValueKind: JsonValueKind.Array } member)
        {
            foreach (var item in member.Value.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String)
                    texts.Add(item.GetString()!);
            }
        }
        return texts;
    }

    /// <summary>Makes a member what it is in other metadata, where it may not be at all.</summary>
    public void Take(string name, ClientMetadata from)
    {
        Remove(name);
        if (from.Find(name) is { } member)
            _members.Add(new Member(name, member.Value));
    }

    public void Remove(string name) => _members.RemoveAll(m => m.Name == name);

    public void Set(string name, string value) => Set(name, writer => writer.WriteStringValue(value));

    public void Set(string name, int value) => Set(name, writer => writer.WriteNumberValue(value));

    /// <summary>Adds a text to a list, which is made where there is none.</summary>
    public void Add(string name, string value)
    {
        var list = Find(name)?.Value ?? default;
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
            writer.WritePropertyName(member.Name);
            member.Value.WriteTo(writer);
        }
        writer.WriteEndObject();
    });

    private void Set(string name, Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(JsonText.ToBytes(write));
        var value = document.RootElement.Clone();
        if (Find(name) is { } member)
            member.Value = value;
        else
            _members.Add(new Member(name, value));
    }

    private Member? Find(string name) => _members.Find(m => m.Name == name);

    private sealed class Member(string name, JsonElement value)
    {
        public string Name => name;

        public JsonElement Value { get; set; } = value;
    }
}
