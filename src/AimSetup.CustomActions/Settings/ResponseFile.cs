using System.Globalization;
using System.Text.Json;

namespace AimSetup.CustomActions.Settings;

/// <summary>
/// Reads a response file (AIMFILE): the properties of one environment as a JSON object, fit for a repository since it holds no
/// secret. What is in it never shows in a problem but for the names of its members.
/// </summary>
internal static class ResponseFile
{
    private const string Schema = "$schema";
    private static readonly string[] SecretNames = ["clientSecret", "secret", "password", "initialAccessToken", "token", "accessToken"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="problem">Is told what is wrong, one sentence each.</param>
    /// <returns>The values by property; those that are wrong are left out.</returns>
    public static IReadOnlyDictionary<string, string> Read(string path, Action<string> problem)
    {
        var shown = PropertyValues.Shown(path);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (SettingsFiles.ReadText(path, out var text) is { } fault)
        {
            problem($"AIMFILE is {shown}, which {fault}.");
            return values;
        }
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problem($"AIMFILE is {shown}, which is no JSON object.");
                return values;
            }
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name != Schema && Value(member, Path.GetDirectoryName(path)!, values) is { } wrong)
                    problem($"AIMFILE is {shown}, {wrong}.");
            }
        }
        catch (JsonException e)
        {
            problem($"AIMFILE is {shown}, which is no JSON{(e.LineNumber is { } line ? Place(text, (int)line, e.BytePositionInLine ?? 0) : ", or has a member twice")}.");
        }
        return values;
    }

    private static string Place(string text, int line, long column)
    {
        var lines = text.Split('\n');
        var hint = line < lines.Length && lines[line].Contains('\\') ? ": a backslash is written twice there, as in C:\\\\Keys" : "";
        return $" (line {(line + 1).ToString(CultureInfo.InvariantCulture)}, column {(column + 1).ToString(CultureInfo.InvariantCulture)}{hint})";
    }

    private static string? Value(JsonProperty member, string folder, Dictionary<string, string> values)
    {
        var name = PropertyValues.Shown(member.Name);
        if (SecretNames.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            return $"which has the secret {name} in it: a response file is no place for secrets; give it by a file of its own (clientSecretFile, passwordFile)";
        if (ResponseFileMember.All.FirstOrDefault(m => m.Name == member.Name) is not { } known)
        {
            var meant = ResponseFileMember.All.FirstOrDefault(m => m.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase))?.Name;
            return $"in which {name} means nothing{(meant is null ? "" : $" ('{meant}' would)")}";
        }
        if (Text(member.Value, known.Kind) is not { } text)
            return $"in which {name} must be {Needed(known.Kind)}";
        values[known.Property] = known.Kind == ResponseFileKind.Path && !Path.IsPathRooted(text) ? Path.GetFullPath(Path.Combine(folder, text)) : text;
        return null;
    }

    private static string? Text(JsonElement value, ResponseFileKind kind) => kind switch
    {
        ResponseFileKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        ResponseFileKind.Flag => value.ValueKind switch
        {
            JsonValueKind.True => "1",
            JsonValueKind.False => "0",
            _ => null,
        },
        ResponseFileKind.List => value.ValueKind == JsonValueKind.Array ? Joined(value) : null,
        ResponseFileKind.Path => IsText(value) && value.GetString()!.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? value.GetString() : null,
        _ => IsText(value) ? value.GetString() : null,
    };

    // Queries of structures would each be code of their own in the native DLL.
    private static string? Joined(JsonElement array)
    {
        List<string> texts = [];
        foreach (var item in array.EnumerateArray())
        {
            if (!IsText(item))
                return null;
            texts.Add(item.GetString()!);
        }
        return texts.Count > 0 ? string.Join(" ", texts) : null;
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;

    private static string Needed(ResponseFileKind kind) => kind switch
    {
        ResponseFileKind.Number => "a whole number",
        ResponseFileKind.Flag => "true or false",
        ResponseFileKind.List => "an array of strings",
        ResponseFileKind.Path => "a string with the name of a file",
        _ => "a string that is not empty",
    };
}
