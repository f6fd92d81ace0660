namespace AimSetup.Build;

/// <summary>Where things are.</summary>
/// <param name="Root">The folder of the solution.</param>
internal sealed record Repository(string Root)
{
    public string Artifacts => Path.Combine(Root, "artifacts");

    public string Logs => Path.Combine(Artifacts, "logs");

    /// <summary>Looks upwards from this program.</summary>
    public static Repository Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The build program must lie below the folder of AimSetup.sln.");
        return new Repository(folder);
    }

    /// <summary>A path below artifacts/.</summary>
    public string Artifact(params string[] parts) => Path.Combine([Artifacts, .. parts]);
}
