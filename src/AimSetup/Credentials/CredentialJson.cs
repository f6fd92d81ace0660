using System.Text.Json.Serialization;
using AimSetup.Secrets;

namespace AimSetup.Credentials;

/// <summary>The credentials with the secret; encrypted before they leave memory.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(SecretJsonConverter)], RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredCredentials))]
internal sealed partial class CredentialJson : JsonSerializerContext;

/// <summary>The file around them.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CredentialFile))]
internal sealed partial class CredentialFileJson : JsonSerializerContext;
