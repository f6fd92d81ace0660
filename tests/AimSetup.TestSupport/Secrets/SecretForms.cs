using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AimSetup.TestSupport.Secrets;

/// <summary>The forms of a text.</summary>
internal static class SecretForms
{
    public static IEnumerable<(string Form, string Text)> Of(string value)
    {
        var forms = new (string Form, string Text)[]
        {
            ("as it is", value),
            ("percent-encoded", Uri.EscapeDataString(value)),
            ("form-encoded", WebUtility.UrlEncode(value)),
            ("in JSON", JsonEncodedText.Encode(value).ToString()),
            ("in JSON, hardly escaped", JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()),
        };
        return forms.Concat(Base64("base64", Encoding.UTF8.GetBytes(value)))
            .Concat(Base64("base64 of UTF-16", Encoding.Unicode.GetBytes(value)))
            .DistinctBy(f => f.Text);
    }

    // Within a longer text the first byte can fall on any of the three places of a group: only whole groups are the same.
    private static IEnumerable<(string Form, string Text)> Base64(string form, byte[] value)
    {
        for (var before = 0; before < 3; before++)
        {
            var skipped = (3 - before) % 3;
            var whole = (value.Length - skipped) / 3 * 3;
            if (whole > 6)
                yield return ($"{form}, place {before}", Convert.ToBase64String(value, skipped, whole));
        }
    }
}
