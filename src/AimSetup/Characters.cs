namespace AimSetup;

/// <summary>
/// What <see cref="Enumerable"/> has for sequences, for the characters of a text. A compiler ahead of time makes all of its
/// iterators anew for each type of value that is in them.
/// </summary>
internal static class Characters
{
    public static bool Any(this string text, Func<char, bool> condition)
    {
        foreach (var c in text)
        {
            if (condition(c))
                return true;
        }
        return false;
    }

    public static bool All(this string text, Func<char, bool> condition) => !text.Any(c => !condition(c));

    /// <summary>The text with another character in the place of some.</summary>
    public static string With(this string text, char other, Func<char, bool> insteadOf)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (insteadOf(characters[i]))
                characters[i] = other;
        }
        return new string(characters);
    }

    /// <summary>No more of the text than so many characters.</summary>
    public static string Begin(this string text, int length) => text.Length <= length ? text : text.Substring(0, length);
}
