namespace AimSetup.InstallTests.Support;

/// <summary>Properties for msiexec, in the order in which they were given.</summary>
public sealed class Properties(params IEnumerable<(string Name, string Value)> values)
{
    private readonly List<(string Name, string Value)> _values = [.. values];

    /// <summary>The same with another value, or with one more.</summary>
    public Properties With(string name, string value) => new([.. Without(name)._values, (name, value)]);

    /// <summary>The same without some.</summary>
    public Properties Without(params string[] names) => new(_values.Where(v => !names.Contains(v.Name)));

    /// <summary>As arguments: NAME=value.</summary>
    public IEnumerable<string> ToArguments() => _values.Select(v => $"{v.Name}={v.Value}");
}
