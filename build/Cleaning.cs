namespace AimSetup.Build;

/// <summary>The target clean: removes artifacts/ and the bin and obj folders beside all project files, except those of this program, which runs.</summary>
internal sealed class Cleaning(Repository repository)
{
    public int Run()
    {
        Remove(repository.Artifacts);
        foreach (var top in new[] { "src", "tests", "installer" })
        {
            var projects = Directory.EnumerateFiles(Path.Combine(repository.Root, top), "*proj", SearchOption.AllDirectories).ToList();
            foreach (var folder in projects.Select(p => Path.GetDirectoryName(p)!))
            {
                Remove(Path.Combine(folder, "bin"));
                Remove(Path.Combine(folder, "obj"));
            }
        }
        return 0;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
