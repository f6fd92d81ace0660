using AimSetup.Emulator;
using AimSetup.TestSupport;

namespace AimSetup.Client.Tests.Support;

/// <summary>The certificates of the emulators, made once: RSA keys take time.</summary>
internal static class SharedCertificates
{
    private static readonly Lazy<Task<string>> LazyFolder = new(CreateAsync);

    public static Task<string> FolderAsync() => LazyFolder.Value;

    private static async Task<string> CreateAsync()
    {
        var folder = new TemporaryFolder();
        folder.RemoveAtExit();
        await using (await EmulatorHost.StartAsync(new EmulatorOptions { CertificateFolder = folder.Path }))
            return folder.Path;
    }
}
