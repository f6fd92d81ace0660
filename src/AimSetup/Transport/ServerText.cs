using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using AimSetup.Secrets;

namespace AimSetup.Transport;

/// <summary>Makes text that a server sent fit for a message: short, printable, and without what we sent it in secret.</summary>
internal static class ServerText
{
    private const int MaximumLength = 200;
    private const string Mask = "***";

    // .NET Framework escapes no longer texts; what is longer is a token, which needs no escaping.
    private const int LongestEscaped = 32 * 1024;

    public static string Clean(string text, params Secret?[] secrets)
    {
        string[] forms = [.. secrets.Where(s => s is not null).SelectMany(s => FormsOf(s!.Reveal()))];
        text = Without(text, forms);

        // With a blank for what cannot be printed a text can become a secret that has a blank there.
        text = Without(text.With(' ', insteadOf: c => !IsPrintable(c)), forms);
        var clean = text.Begin(MaximumLength).Trim();
        return text.Length > MaximumLength ? clean + "…" : clean;
    }

    /// <summary>How servers write back what they got: as it is, in a URL, in a form, in HTML, in XML, in JSON.</summary>
    public static IReadOnlyList<string> FormsOf(string value)
    {
        if (value.Length > LongestEscaped)
            return [value];
        var escaped = IsWellFormed(value) ? Uri.EscapeDataString(value) : value;
        var lower = LowerEscapes(escaped);
        var json = IsWellFormed(value) ? JsonEncodedText.Encode(value).ToString() : value;
        List<string> forms = [.. new[] { value, escaped, escaped.Replace("%20", "+"), lower, lower.Replace("%20", "+"), WebUtility.HtmlEncode(value), SecurityElement.Escape(value) ?? value, json }
            .Distinct()];
        forms.Sort((left, right) => right.Length - left.Length);
        return forms;
    }

    private static string Without(string text, IEnumerable<string> forms) => forms.Aggregate(text, Without);

    // Screens and logs break lines anywhere, also inside of a secret; and a server may write back in other letters.
    private static string Without(string text, string form)
    {
        if (text.IndexOfAny(['\r', '\n']) < 0 && text.IndexOf(form, StringComparison.OrdinalIgnoreCase) < 0)
            return text;
        var flat = new StringBuilder(text.Length);
        List<int> places = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n')
                continue;
            flat.Append(text[i]);
            places.Add(i);
        }
        var (joined, result, from) = (flat.ToString(), new StringBuilder(text.Length), 0);
        for (int at, next = 0; (at = joined.IndexOf(form, next, StringComparison.OrdinalIgnoreCase)) >= 0; next = at + form.Length)
        {
            result.Append(text, from, places[at] - from).Append(Mask);
            from = places[at + form.Length - 1] + 1;
        }
        return result.Append(text, from, text.Length - from).ToString();
    }

    private static string LowerEscapes(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        }
        return text.ToString();
    }

    // A token that a server sent can be anything.
    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                return false;
        }
        return true;
    }

    // Format characters can turn the direction of a line around; the separators begin a new one.
    private static bool IsPrintable(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
