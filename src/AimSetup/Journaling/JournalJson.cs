using System.Text.Json.Serialization;
using AimSetup.Secrets;

namespace AimSetup.Journaling;

/// <summary>The entry with its secrets; encrypted before it leaves memory.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(SecretJsonConverter)], UseStringEnumConverter = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>The file around it, readable for an administrator.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(JournalFile))]
internal sealed partial class JournalFileJson : JsonSerializerContext;

/// <summary>What tells its form.</summary>
[JsonSerializable(typeof(JournalForm))]
internal sealed partial class JournalFormJson : JsonSerializerContext;
