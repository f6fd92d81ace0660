using System.Text.Json.Serialization;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Payloads;

[JsonSourceGenerationOptions(Converters = [typeof(SecretJsonConverter)], UseStringEnumConverter = true, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
