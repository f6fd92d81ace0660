using System.Text.Json.Serialization;

namespace AimSetup.Cli.Doctoring;

/// <summary>How a check ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DoctorState>))]
public enum DoctorState
{
    /// <summary>It is as it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, and somebody should look at it.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was not looked at.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
