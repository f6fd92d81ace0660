namespace AimSetup.Cli.Tests.Support;

/// <summary>Files of the repository.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = FindRoot();

    public static string Path(params string[] names) => System.IO.Path.Combine([Root, .. names]);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "AimSetup.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
