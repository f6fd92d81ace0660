using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AimSetup.Cli.Doctoring;
using AimSetup.Cli.Explaining;

namespace AimSetup.Cli.Output;

/// <summary>The documents that <c>--json</c> writes. No type with a secret may be named here.</summary>
[JsonSerializable(typeof(CommandReport))]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(ChangeReport))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(RecoverReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ExplainReport))]
[JsonSerializable(typeof(InjectReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The documents are for programs and people, not for HTML: quotes stay what they are.</summary>
    public static ReportJson Shared { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });

    /// <summary>The same document in ASCII: no code page between this process and who reads its output can change it.</summary>
    /// <param name="json">A document, in which other characters are in strings only.</param>
    /// <returns>The document, with those characters as <c>\uXXXX</c>.</returns>
    public static string ToAscii(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (char.IsAscii(c))
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return text.ToString();
    }
}
