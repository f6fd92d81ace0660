using AimSetup.Cli.Compound;

namespace AimSetup.Cli.Msi;

/// <summary>
/// Writes a compound file through libgsf. Streams of 4 KiB and more go to the file as they come, so that memory does not grow
/// with them.
/// </summary>
internal sealed class CompoundWriter : IDisposable
{
    private readonly GObjectHandle _file;
    private readonly Dictionary<string, GObjectHandle> _storages = new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>Begins a file. libgsf writes it under another name beside it until it is finished.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classId">The CLSID of its root.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public CompoundWriter(string path, Guid classId)
    {
        GLib.Quiet();
        nint error = 0;
        _file = LibGsf.FileNew(path, ref error);
        if (error != 0)
        {
            var reason = GLib.Message(error);
            GLib.ErrorFree(error);
            throw new IOException(reason);
        }
        Add("", LibGsf.CompoundNew(_file), classId);
    }

    /// <summary>Adds a storage; the one that it is in must be there.</summary>
    /// <param name="storage">Its place, name and CLSID.</param>
    public void AddStorage(CompoundEntry storage) =>
        Add(storage.Path, LibGsf.NewChild(_storages[storage.Storage], storage.Name, 1), storage.ClassId);

    /// <summary>Adds a stream; the storage that it is in must be there.</summary>
    /// <param name="stream">Its place and name.</param>
    /// <param name="content">Its bytes, part by part.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AddStream(CompoundEntry stream, IEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation)
    {
        using var child = LibGsf.NewChild(_storages[stream.Storage], stream.Name, 0);
        try
        {
            foreach (var part in content)
            {
                cancellation.ThrowIfCancellationRequested();
                Check(LibGsf.Write(child, (nuint)part.Length, part.Span));
            }
        }
        finally
        {
            // libgsf begins no other stream before.
            _ = LibGsf.Close(child);
        }
        Check(1);
    }

    /// <summary>Writes the directory and the sector table, and gives the file its name.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Finish() => Check(Close());

    /// <inheritdoc/>
    public void Dispose()
    {
        // The root holds itself until it is closed, and the file with it.
        if (!_closed)
            _ = Close();
        foreach (var storage in _storages.Values)
            storage.Dispose();
        _file.Dispose();
    }

    private int Close()
    {
        _closed = true;
        foreach (var (path, storage) in _storages)
        {
            if (path.Length > 0)
                _ = LibGsf.Close(storage);
        }
        return LibGsf.Close(_storages[""]);
    }

    private void Add(string path, GObjectHandle storage, Guid classId)
    {
        _storages.Add(path, storage);
        _ = LibGsf.SetClassId(storage, classId.ToByteArray());
    }

    // A stream takes everything, whatever becomes of it: the file knows.
    private void Check(int succeeded)
    {
        var error = LibGsf.Error(_file);
        if (error != 0)
            throw new IOException(GLib.Message(error));
        if (succeeded == 0)
            throw new IOException("libgsf gives no reason");
    }
}
