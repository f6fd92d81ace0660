using System.Diagnostics;

namespace AimSetup.TestSupport;

/// <summary>A folder of its own on the host, removed afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("aimsetup-").FullName;

    /// <summary>A path in it.</summary>
    public string Combine(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a text file, UTF-8 without a byte order mark and without a line break at its end.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(Combine(name), text);
        return Combine(name);
    }

    /// <summary>Has it removed when this process ends. A test host is given too little time to remove a large one by itself.</summary>
    public void RemoveAtExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (OperatingSystem.IsWindows())
            Dispose();
        else
            Process.Start("rm", ["-rf", "--", Path]).Dispose();
    };

    /// <summary>Removes it and everything in it.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
