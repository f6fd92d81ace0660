using System.Text.Json;
using AimSetup.Secrets;

namespace AimSetup.Serialization;

/// <summary>Writes members of a JSON object; those that are null are left out.</summary>
internal static class JsonWriting
{
    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a secret in the clear. Only for JSON that is encrypted at once (<see cref="ProtectedJson{T}"/>).</summary>
    public static void Secret(this Utf8JsonWriter writer, string name, Secret? value) => writer.Text(name, value?.Reveal());

    public static void Uri(this Utf8JsonWriter writer, string name, Uri? value) => writer.Text(name, value?.OriginalString);

    public static void Number(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    public static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
            writer.WriteBoolean(name, flag);
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string>? values)
    {
        if (values is not null)
            writer.List(name, values, static (w, v) => w.WriteStringValue(v));
    }

    public static void TextsByName(this Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string>? values)
    {
        if (values is null)
            return;
        writer.WritePropertyName(name);
        writer.TextObject(values);
    }

    public static void TextObject(this Utf8JsonWriter writer, IReadOnlyDictionary<string, string> values)
    {
        writer.WriteStartObject();
        foreach (var pair in values)
            writer.WriteString(pair.Key, pair.Value);
        writer.WriteEndObject();
    }

    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }

    public static void Object<T>(this Utf8JsonWriter writer, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        write(writer, value);
    }
}
