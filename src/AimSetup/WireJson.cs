using System.Text.Json.Serialization;
using AimSetup.Discovery;
using AimSetup.Registration.Dcr;
using AimSetup.Registration.PowerShell;
using AimSetup.Tokens;

namespace AimSetup;

/// <summary>The JSON of the protocols, source-generated so that trimming and Native AOT keep working.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscoveryWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(DcrClientWire))]
[JsonSerializable(typeof(OAuthErrorWire))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(PowerShellAnswer))]
[JsonSerializable(typeof(PcsClient))]
internal sealed partial class WireJson : JsonSerializerContext;
