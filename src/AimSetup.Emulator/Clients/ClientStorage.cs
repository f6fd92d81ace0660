using System.Text.Json;

namespace AimSetup.Emulator.Clients;

/// <summary>The JSON file that keeps the clients between runs.</summary>
internal sealed class ClientStorage(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the clients; none when the file does not exist yet.</summary>
    public IReadOnlyList<RegisteredClient> Load()
    {
        if (Directory.Exists(path))
            throw new EmulatorException($"The storage '{path}' is a folder. Name a file.");
        if (!File.Exists(path))
            return [];
        try
        {
            return JsonSerializer.Deserialize<List<RegisteredClient>>(File.ReadAllText(path), Json) ?? [];
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new EmulatorException(
                $"The storage file '{path}' is not one that the emulator wrote. Remove it, or name another file.", exception);
        }
    }

    /// <summary>Replaces the file in one step, so that a reader never meets half of it.</summary>
    public void Save(IReadOnlyList<RegisteredClient> clients)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $"{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(clients, Json));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
