using System.Text.Json.Serialization;

namespace AimSetup.PowerShellStandIn;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StandInSettings))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(AimClient))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class StandInJson : JsonSerializerContext;
