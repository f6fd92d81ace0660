using System.Collections.Concurrent;
using AimSetup.Emulator;

namespace AimSetup.TestSupport;

/// <summary>The certificates and keys of emulators, made once for each set of names: RSA keys take longer than most tests.</summary>
public static class SharedCertificates
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Folders = new(StringComparer.Ordinal);

    /// <summary>The folder to give to emulators (<see cref="EmulatorOptions.CertificateFolder"/>).</summary>
    /// <param name="names">The names in the server's certificate; none: those of an emulator that is given none.</param>
    public static Task<string> FolderAsync(params string[] names) =>
        Folders.GetOrAdd(string.Join(' ', names), new Lazy<Task<string>>(() => CreateAsync(names))).Value;

    private static async Task<string> CreateAsync(string[] names)
    {
        var folder = new TemporaryFolder();
        folder.RemoveAtExit();
        await using (await EmulatorHost.StartAsync(new EmulatorOptions { CertificateFolder = folder.Path, CertificateNames = names.Length == 0 ? null : names }))
            return folder.Path;
    }
}
