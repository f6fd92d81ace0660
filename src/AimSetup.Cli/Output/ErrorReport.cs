using System.Text.Json.Serialization;
using AimSetup.Cli.Options;
using AimSetup.Errors;

namespace AimSetup.Cli.Output;

/// <summary>Why a command did not do what it should.</summary>
/// <param name="Number">The message number; null: a fault that has none.</param>
/// <param name="Name">Its stable name; null: it has none.</param>
/// <param name="Text">What happened, why, and what to do, in one line.</param>
public sealed record ErrorReport(int? Number, string? Name, string Text)
{
    /// <summary>The line for standard error, behind <c>aimsetup: </c>.</summary>
    [JsonIgnore]
    public string Line => Number is { } number ? $"error {number}: {Text}" : Text;

    /// <summary>Words a numbered message for the command line.</summary>
    /// <param name="error">The message.</param>
    /// <returns>The report.</returns>
    public static ErrorReport Of(AimError error) => new(error.Number, error.Definition.Name, SettingNames.ForCommandLine(error.Text).ReplaceLineEndings(" "));
}
