namespace AimSetup.Cli.Files;

/// <summary>
/// The file to be written. All work is done in a temporary folder beside it; it appears by one rename, complete and flushed,
/// or not at all.
/// </summary>
public sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _work;
    private readonly bool _overwrite;

    /// <summary>Checks the place and chooses the temporary folder.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="input">The file that must stay as it is.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    public OutputFile(string path, string input, bool overwrite)
    {
        _path = Path.GetFullPath(path);
        _overwrite = overwrite;
        var folder = Path.GetDirectoryName(_path);
        if (string.Equals(_path, Path.GetFullPath(input), StringComparison.Ordinal) || FileIdentity.Same(input, _path))
            throw new CliException(ExitCode.CommandLine, $"the output {path} is the input; AimSetup never changes an MSI in place. Name another file.");
        if (Directory.Exists(_path) || folder is null)
            throw new CliException(ExitCode.OutputUnusable, $"the output {path} is a folder; name a file.");
        if (!Directory.Exists(folder))
            throw new CliException(ExitCode.OutputUnusable, $"the folder {folder} for the output does not exist; create it first.");
        if (FileKind.IsSpecial(_path))
            throw new CliException(ExitCode.OutputUnusable, $"the output {path} is no file but a device, a pipe or the like, which is never replaced; name another file.");
        if (File.Exists(_path) && !overwrite)
            throw new CliException(ExitCode.OutputUnusable, $"the output {path} exists already; remove it, name another file, or give --overwrite.");
        _work = Path.Combine(folder, $".aimsetup-{Guid.NewGuid():N}");
        Database = Path.Combine(_work, "package.msi");
        Dll = Path.Combine(_work, "actions.dll");
    }

    /// <summary>The temporary file that the database is written to.</summary>
    public string Database { get; }

    /// <summary>A temporary file for the DLL.</summary>
    public string Dll { get; }

    /// <summary>Flushes the database to the disk and gives it its name.</summary>
    public void Publish()
    {
        using (var stream = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            stream.Flush(flushToDisk: true);
        if (FileKind.IsSpecial(_path) || (File.Exists(_path) && !_overwrite))
            throw new IOException("it has come into being meanwhile");
        File.Move(Database, _path, _overwrite);
    }

    /// <summary>Makes the folder for the temporary files: libraries put files of their own beside those they write.</summary>
    public void Begin() => Directory.CreateDirectory(_work);

    /// <summary>Removes the temporary files.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(_work))
                Directory.Delete(_work, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing can be done; the failure that matters is reported.
        }
    }
}
