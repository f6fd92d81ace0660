using System.Text.Json;
using AimSetup.Secrets;

namespace AimSetup.Serialization;

/// <summary>
/// The members of a JSON object, each of which is asked for by its name. One that is not there, or null, is read as null, or is a
/// fault where it is needed.
/// </summary>
internal sealed class JsonMembers
{
    private readonly JsonElement _object;
    private readonly bool _isStrict;
    private int _known;

    private JsonMembers(JsonElement element, bool isStrict) => (_object, _isStrict) = (element, isStrict);

    /// <summary>Reads an object.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="isStrict">Whether a member that is not asked for is a fault, in the objects within it too.</param>
    /// <param name="read">Asks for its members.</param>
    /// <exception cref="JsonException">It has another form.</exception>
    public static T Read<T>(JsonElement element, bool isStrict, Func<JsonMembers, T> read)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException("It is no object.");
        var members = new JsonMembers(element, isStrict);
        var value = read(members);
        return isStrict && element.GetPropertyCount() != members._known ? throw new JsonException("It has an unknown member.") : value;
    }

    public string? TextOrNull(string name) => Find(name) is { } element ? AsText(element, name) : null;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    public Secret? SecretOrNull(string name) => TextOrNull(name) is { Length: > 0 } text ? new Secret(text) : null;

    public Secret Secret(string name) => SecretOrNull(name) ?? throw Missing(name);

    public Uri? UriOrNull(string name) => Find(name) is { } element ? AsUri(element, name) : null;

    public Uri Uri(string name) => UriOrNull(name) ?? throw Missing(name);

    public int? NumberOrNull(string name) =>
        Find(name) is not { } element ? null : element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : throw Wrong(name);

    public int Number(string name) => NumberOrNull(name) ?? throw Missing(name);

    public long LongNumber(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } element && element.TryGetInt64(out var number) ? number : throw Missing(name);

    public bool? FlagOrNull(string name) => Find(name) is not { } element ? null : element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name),
    };

    /// <summary>False where it is not there, and a fault where it is null.</summary>
    public bool Flag(string name) => FlagOrNull(name) ?? (_object.TryGetProperty(name, out _) ? throw Missing(name) : false);

    public DateTimeOffset? TimeOrNull(string name) =>
        Find(name) is not { } element ? null : element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var time) ? time : throw Wrong(name);

    public DateTimeOffset Time(string name) => TimeOrNull(name) ?? throw Missing(name);

    public T? NamedOrNull<T>(string name)
        where T : struct, Enum
    {
        if (TextOrNull(name) is not { } text)
            return null;
        // Numbers are texts of such a type too.
        return Enum.TryParse<T>(text, out var value) && value.ToString() == text ? value : throw Wrong(name);
    }

    public T Named<T>(string name)
        where T : struct, Enum => NamedOrNull<T>(name) ?? throw Missing(name);

    /// <summary>Where a text of the list is null, the list has null.</summary>
    public List<string>? TextsOrNull(string name) => ListOrNull(name, e => e.ValueKind == JsonValueKind.Null ? null! : AsText(e, name));

    public List<string> Texts(string name) => ListOrNull(name, e => AsText(e, name)) ?? throw Missing(name);

    public List<string> TextsOrNone(string name) => ListOrNull(name, e => AsText(e, name)) ?? [];

    public List<Uri> Uris(string name) => ListOrNull(name, e => AsUri(e, name)) ?? throw Missing(name);

    public List<byte[]>? BytesOrNull(string name) =>
        ListOrNull(name, e => e.ValueKind == JsonValueKind.String && e.TryGetBytesFromBase64(out var bytes) ? bytes : throw Wrong(name));

    public List<T>? ObjectsOrNull<T>(string name, Func<JsonMembers, T> read)
        where T : class => ListOrNull(name, e => Read(e, _isStrict, read));

    public T? ObjectOrNull<T>(string name, Func<JsonMembers, T> read)
        where T : class => Find(name) is { } element ? Read(element, _isStrict, read) : null;

    public T Object<T>(string name, Func<JsonMembers, T> read)
        where T : class => ObjectOrNull(name, read) ?? throw Missing(name);

    public Dictionary<string, string>? TextsByNameOrNull(string name)
    {
        if (Find(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(name);
        Dictionary<string, string> texts = [];
        foreach (var member in element.EnumerateObject())
            texts[member.Name] = AsText(member.Value, name);
        return texts;
    }

    /// <summary>A member as it is.</summary>
    public JsonElement? Find(string name)
    {
        if (!_object.TryGetProperty(name, out var element))
            return null;
        _known++;
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    private List<T>? ListOrNull<T>(string name, Func<JsonElement, T> read)
        where T : class
    {
        if (Find(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(name);
        List<T> list = [];
        foreach (var item in element.EnumerateArray())
            list.Add(read(item));
        return list;
    }

    private static string AsText(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(name);

    private static Uri AsUri(JsonElement element, string name) =>
        System.Uri.TryCreate(AsText(element, name), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw Wrong(name);

    private static JsonException Missing(string name) => new($"It has no usable '{name}'.");

    private static JsonException Wrong(string name) => new($"Its '{name}' has another form.");
}
