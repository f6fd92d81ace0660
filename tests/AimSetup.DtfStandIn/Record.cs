using System.Globalization;
using System.Text.RegularExpressions;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>The fields of a message; field 0 is its format.</summary>
public class Record : IDisposable
{
    private readonly object?[] _fields;

    /// <summary>A record with empty fields.</summary>
    /// <param name="fieldCount">How many, not counting field 0.</param>
    public Record(int fieldCount) => _fields = new object?[fieldCount + 1];

    /// <summary>A record with values.</summary>
    /// <param name="fields">The values from field 1 on.</param>
    public Record(params object[] fields)
        : this(fields.Length)
    {
        for (var i = 0; i < fields.Length; i++)
            this[i + 1] = fields[i];
    }

    /// <summary>How many fields there are, not counting field 0.</summary>
    public int FieldCount => _fields.Length - 1;

    /// <summary>Field 0.</summary>
    public string FormatString
    {
        get => GetString(0);
        set => SetString(0, value);
    }

    /// <summary>A field: a text or an integer.</summary>
    /// <param name="field">Its number.</param>
    public object? this[int field]
    {
        get => _fields[field];
        set => _fields[field] = value is null or string or int ? value : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    /// <summary>A field as text.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The text.</returns>
    public string GetString(int field) => Convert.ToString(_fields[field], CultureInfo.InvariantCulture) ?? "";

    /// <summary>Sets a field to a text.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The text.</param>
    public void SetString(int field, string value) => _fields[field] = value;

    /// <summary>A field as integer.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The integer; int.MinValue: it is none.</returns>
    public int GetInteger(int field) => _fields[field] is int value ? value : int.MinValue;

    /// <summary>Sets a field to an integer.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The integer.</param>
    public void SetInteger(int field, int value) => _fields[field] = value;

    /// <summary>Frees the record.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    internal string Format(Func<string, string> property) =>
        Regex.Replace(FormatString, @"\[([^\[\]]+)\]", match => int.TryParse(match.Groups[1].Value, out var field)
            ? field <= FieldCount ? GetString(field) : ""
            : property(match.Groups[1].Value));
}
