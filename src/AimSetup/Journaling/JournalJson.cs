using System.Text.Json.Serialization;
using AimSetup.Secrets;

namespace AimSetup.Journaling;

/// <summary>The entry with its secrets; encrypted before it leaves memory.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(SecretJsonConverter)], UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>The file around it, readable for an administrator.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(JournalFile))]
internal sealed partial class JournalFileJson : JsonSerializerContext;
