using System.Text.Json;

namespace AimSetup.Serialization;

/// <summary>
/// How the objects of a type are written and read as JSON: by hand, since each type known to the serializer makes the native DLL
/// bigger, and every install copies that.
/// </summary>
/// <typeparam name="T">The type of the objects.</typeparam>
public sealed class JsonForm<T>
    where T : class
{
    private readonly Action<Utf8JsonWriter, T> _write;
    private readonly Func<JsonMembers, T> _read;
    private readonly bool _isStrict;
    private readonly bool _isIndented;

    internal JsonForm(Action<Utf8JsonWriter, T> write, Func<JsonMembers, T> read, bool isStrict = false, bool isIndented = false) =>
        (_write, _read, _isStrict, _isIndented) = (write, read, isStrict, isIndented);

    /// <summary>The form of what is only read.</summary>
    internal static JsonForm<T> ToRead(Func<JsonMembers, T> read, bool isStrict = false) =>
        new(static (_, _) => throw new NotSupportedException("It is only read."), read, isStrict);

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>UTF-8 text in which all that is not ASCII is escaped; it can hold secrets.</returns>
    public byte[] ToBytes(T value) => JsonText.ToBytes(writer => _write(writer, value), _isIndented);

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The same as text.</returns>
    public string ToText(T value) => JsonText.ToText(writer => _write(writer, value));

    /// <summary>Reads an object.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <returns>The object; null: the text is <c>null</c>.</returns>
    /// <exception cref="JsonException">It has another form. The text of the exception can quote the JSON.</exception>
    public T? Parse(byte[] json) => Read(() => JsonDocument.Parse(json));

    /// <summary>Reads an object.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The object; null: the text is <c>null</c>.</returns>
    /// <exception cref="JsonException">It has another form. The text of the exception can quote the JSON.</exception>
    public T? Parse(string json) => Read(() => JsonDocument.Parse(json));

    private T? Read(Func<JsonDocument> parse)
    {
        try
        {
            using var document = parse();
            return document.RootElement.ValueKind == JsonValueKind.Null ? null : JsonMembers.Read(document.RootElement, _isStrict, _read);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Half a character, which shows when a text is taken out.
            throw new JsonException("It has a text that is no well-formed Unicode.", e);
        }
    }
}
