namespace AimSetup.Emulator.Tests.Support;

/// <summary>Certificates that are made once for all tests: RSA keys take longer than most tests.</summary>
internal static class SharedCertificates
{
    private static readonly Lazy<Task<string>> LazyFolder = new(CreateAsync);

    public static Task<string> FolderAsync() => LazyFolder.Value;

    private static async Task<string> CreateAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await using (await EmulatorHost.StartAsync(new EmulatorOptions { CertificateFolder = folder.Path }))
            return folder.Path;
    }
}
