namespace AimSetup.Cli.Compound;

/// <summary>A stream or storage of a compound file.</summary>
/// <param name="Storage">The path of the storage that it is in; empty for the root and what is in it.</param>
/// <param name="Name">Its own name; empty for the root.</param>
/// <param name="IsStream">A stream, else a storage.</param>
/// <param name="Size">The bytes of the stream.</param>
/// <param name="StartSector">Where its chain begins.</param>
/// <param name="ClassId">The CLSID of a storage.</param>
/// <param name="ClassIdOffset">Where in the file that CLSID stands.</param>
public sealed record CompoundEntry(string Storage, string Name, bool IsStream, long Size, uint StartSector, Guid ClassId, long ClassIdOffset)
{
    /// <summary>The names of the storages that it is in and its own, each ended by '/' but the last; empty for the root.</summary>
    public string Path { get; } = Storage.Length == 0 ? Name : Storage + "/" + Name;
}
