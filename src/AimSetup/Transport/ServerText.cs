using System.Net;
using System.Text.Json;
using AimSetup.Secrets;

namespace AimSetup.Transport;

/// <summary>Makes text that a server sent fit for a message: short, printable, and without what we sent it in secret.</summary>
internal static class ServerText
{
    private const int MaximumLength = 200;

    public static string Clean(string text, params Secret?[] secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret is null)
                continue;
            foreach (var form in FormsOf(secret.Reveal()))
                text = text.Replace(form, "***");
        }
        var clean = new string([.. text.Take(MaximumLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]).Trim();
        return text.Length > MaximumLength ? clean + "…" : clean;
    }

    /// <summary>How servers write back what they got: as it is, in a URL, in a form, in HTML, in JSON.</summary>
    public static IReadOnlyList<string> FormsOf(string value)
    {
        var escaped = Uri.EscapeDataString(value);
        var json = JsonEncodedText.Encode(value).ToString();
        return [.. new[] { value, escaped, escaped.Replace("%20", "+"), WebUtility.HtmlEncode(value), json }.Distinct().OrderByDescending(f => f.Length)];
    }
}
