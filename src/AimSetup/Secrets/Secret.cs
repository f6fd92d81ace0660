using System.Text;

namespace AimSetup.Secrets;

/// <summary>
/// A value that must not be seen: a client secret, a password, a token. It prints as <c>***</c>, so that no log, no
/// exception text and no debugger window shows it by accident.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value in the clear; at least one character.</param>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public Secret(string value)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentException("A secret has at least one character.", nameof(value));
        _value = value;
    }

    /// <summary>The number of UTF-16 code units.</summary>
    public int Length => _value.Length;

    /// <summary>The value in the clear, for the one place that sends it. Never log or format what this returns.</summary>
    /// <returns>The value.</returns>
    public string Reveal() => _value;

    /// <summary>Compares without telling by its duration how much is equal.</summary>
    /// <param name="other">The other secret.</param>
    /// <returns>Whether both hold the same value.</returns>
    public bool Equals(Secret? other)
    {
        if (other is null)
            return false;
        var (left, right) = (Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            difference |= left[i] ^ right[i];
        return difference == 0;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The same for every secret: a hash would tell something about the value.</summary>
    /// <returns>A constant.</returns>
    public override int GetHashCode() => 0;

    /// <summary>Always <c>***</c>.</summary>
    /// <returns><c>***</c>.</returns>
    public override string ToString() => "***";
}
