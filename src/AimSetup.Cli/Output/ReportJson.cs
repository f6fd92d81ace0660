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
    /// <summary>The documents are for programs and people, not for HTML: quotes and umlauts stay what they are.</summary>
    public static ReportJson Shared { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
