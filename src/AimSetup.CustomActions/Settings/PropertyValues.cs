using System.Globalization;
using AimSetup.CustomActions.Model;

namespace AimSetup.CustomActions.Settings;

/// <summary>Reads single properties and collects what is wrong with them.</summary>
/// <param name="property">Reads a property; empty: it has no value.</param>
internal sealed class PropertyValues(Func<string, string> property)
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What was given; empty: nothing.</summary>
    public string Given(string name) => property(name);

    /// <summary>What was given, or the default.</summary>
    public string Value(string name) => property(name) is { Length: > 0 } value ? value : PropertyTable.DefaultOf(name);

    /// <summary>Adds to <see cref="Problems"/>.</summary>
    public void Problem(string text) => _problems.Add(text);

    /// <summary>Whether there is more that could not be read.</summary>
    public bool IsPart { get; init; }

    /// <summary>Adds to <see cref="Problems"/> that something is missing, unless it may be in what could not be read.</summary>
    public void Missing(string text)
    {
        if (!IsPart)
            Problem(text);
    }

    // Values are shown as they were given, but they may be anything.
    public static string Shown(string value) =>
        "'" + value.Begin(80).With('?', insteadOf: c => char.IsControl(c) || char.IsSurrogate(c)) + (value.Length > 80 ? "…'" : "'");

    /// <summary>The same for an address: what may be a password or a key in it is left out, and rather more than too little.</summary>
    public static string ShownAddress(string value)
    {
        var start = value.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? end + 3 : 0;
        if (value.LastIndexOf('@') is var at && at >= start)
            value = value.Begin(start) + "***" + value.Remove(0, at);
        return Shown(value.IndexOfAny(['?', '#']) is >= 0 and var query ? value.Begin(query + 1) + "***" : value);
    }

    public bool Flag(string name)
    {
        var value = Value(name).Trim();
        if (value is not ("" or "0" or "1"))
            Problem($"{name} is {Shown(value)}; allowed are 0 and 1.");
        return value == "1";
    }

    public int Number(string name, int minimum, int maximum)
    {
        var value = Value(name).Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
            return number;
        Problem($"{name} is {Shown(value)}; allowed are whole numbers of seconds from {minimum} to {maximum}.");
        return int.Parse(PropertyTable.DefaultOf(name), CultureInfo.InvariantCulture);
    }

    public string Choice(string name, IReadOnlyList<string> allowed)
    {
        var value = Value(name).Trim().ToLowerInvariant();
        if (!allowed.Contains(value))
            Problem($"{name} is {Shown(value)}; this version supports {string.Join(", ", allowed)}.");
        return value;
    }
}
