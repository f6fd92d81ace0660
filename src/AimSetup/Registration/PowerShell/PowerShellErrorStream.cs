using System.Text;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// What PowerShell wrote to standard error, as a person would read it. With an encoded command and that stream redirected it
/// writes CLIXML: a heading, and an XML document of progress records and lines of errors.
/// </summary>
internal static class PowerShellErrorStream
{
    private const string Heading = "#< CLIXML";
    private const string Begin = "<Objs";
    private const string End = "</Objs>";
    private const string ErrorLine = "<S S=\"Error\"";
    private const int EscapeLength = 7;

    // Ten times of what a message shows.
    private const int MaximumLength = 2000;

    /// <summary>Takes the errors out of CLIXML, which may be cut off anywhere; other text stays as it is.</summary>
    /// <param name="text">What PowerShell wrote.</param>
    /// <param name="secrets">What is to be masked in the result: of these no part stays where the text is cut off.</param>
    /// <returns>The errors. Secrets that are whole are still in it, and can be found in it.</returns>
    public static string Read(string text, params Secret?[] secrets)
    {
        var at = text.IndexOf(Heading, StringComparison.Ordinal);
        if (at < 0)
            return text;
        var errors = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            at += Heading.Length;
            while (at < text.Length && text[at] is '\r' or '\n')
                at++;
            var next = IndexOf(text, Heading, at, text.Length);
            var begin = IndexOf(text, Begin, at, next);
            var end = IndexOf(text, End, begin, next);
            Decode(errors, text, at, begin);
            ReadDocument(errors, text, begin, end);
            Decode(errors, text, Math.Min(end + End.Length, next), next);
            at = next;
        }
        if (errors.Length <= MaximumLength && text.TrimEnd().EndsWith(End, StringComparison.Ordinal))
            return errors.ToString();
        return WithoutBegunSecrets(errors.ToString(0, Math.Min(errors.Length, MaximumLength)), secrets);
    }

    private static void ReadDocument(StringBuilder errors, string text, int begin, int end)
    {
        for (var at = IndexOf(text, ErrorLine, begin, end); at < end; at = IndexOf(text, ErrorLine, at, end))
        {
            // All that follows the tag to the next one; a line has no elements in it.
            var from = Math.Min(IndexOf(text, ">", at, end) + 1, end);
            at = IndexOf(text, "<", from, end);
            Decode(errors, text, from, at);
        }
    }

    // The end, when it is not there.
    private static int IndexOf(string text, string what, int from, int end)
    {
        var at = text.IndexOf(what, from, end - from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? end : at;
    }

    private static void Decode(StringBuilder plain, string text, int from, int end)
    {
        // Bytes of a character that is cut off.
        while (end == text.Length && end > from && text[end - 1] == '\uFFFD')
            end--;
        var isCut = end > from && IndexOf(text, "<", end, text.Length) == text.Length;
        for (var at = from; at < end;)
        {
            if (TryDecode(text, at, end, out var character, out var length))
                plain.Append(character);
            else if (isCut && IsTorn(text, at, end))
                return;
            else
                plain.Append(text[at]);
            at += length;
        }
    }

    private static bool TryDecode(string text, int at, int end, out char character, out int length)
    {
        character = text[at];
        length = 1;
        if (character == '_')
            return TryDecodeEscape(text, at, end, ref character, ref length);
        return character == '&'
            && (Is("&lt;", '<', ref character, ref length) || Is("&gt;", '>', ref character, ref length) || Is("&amp;", '&', ref character, ref length)
                || Is("&quot;", '"', ref character, ref length) || Is("&apos;", '\'', ref character, ref length));

        bool Is(string entity, char meaning, ref char character, ref int length)
        {
            if (end - at < entity.Length || string.CompareOrdinal(text, at, entity, 0, entity.Length) != 0)
                return false;
            character = meaning;
            length = entity.Length;
            return true;
        }
    }

    // A UTF-16 unit as _xHHHH_.
    private static bool TryDecodeEscape(string text, int at, int end, ref char character, ref int length)
    {
        if (end - at < EscapeLength || text[at + 1] != 'x' || text[at + EscapeLength - 1] != '_')
            return false;
        var unit = 0;
        for (var i = at + 2; i < at + EscapeLength - 1; i++)
        {
            if (!Uri.IsHexDigit(text[i]))
                return false;
            unit = 16 * unit + Uri.FromHex(text[i]);
        }
        character = (char)unit;
        length = EscapeLength;
        return true;
    }

    private static bool IsTorn(string text, int at, int end) => end - at < EscapeLength
        && (text[at] == '&' || (text[at] == '_' && (end - at == 1 || text[at + 1] == 'x')));

    // What is cut off is not found when secrets are masked.
    private static string WithoutBegunSecrets(string text, Secret?[] secrets)
    {
        string[] forms = [.. secrets.Where(s => s is not null).SelectMany(s => ServerText.FormsOf(s!.Reveal()))];
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var form in forms)
            {
                if (text[at] is '\r' or '\n' || !EndsWithBegin(text, at, form))
                    continue;

                // What is left may end with the begin of another.
                text = text.Substring(0, at);
                at = -1;
                break;
            }
        }
        return text;
    }

    // Lines may break inside of it.
    private static bool EndsWithBegin(string text, int at, string form)
    {
        var length = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] is '\r' or '\n')
                continue;
            if (length == form.Length || char.ToUpperInvariant(text[at]) != char.ToUpperInvariant(form[length]))
                return false;
            length++;
        }
        return length > 0;
    }
}
