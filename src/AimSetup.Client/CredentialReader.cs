using System.Runtime.InteropServices;
using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.Client;

/// <summary>Reads the stored credentials of one client anew each time, so that others take effect without a restart.</summary>
internal sealed class CredentialReader
{
    private const int Attempts = 5;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(40);

    private readonly CredentialStore? _store;
    private readonly string _clientId;
    private volatile StoredCredentials? _last;

    public CredentialReader(AimClientOptions options)
    {
        _clientId = options.ClientId;
        _last = options.Credentials;
        _store = _last is null ? new CredentialStore(options.CredentialFolder, options.Protector ?? Dpapi()) : null;
    }

    /// <summary>What was read last, or given; null: nothing yet.</summary>
    public StoredCredentials? Last => _last;

    public StoredCredentials Read() => _store is null ? _last! : _last = _store.Find(_clientId) ?? throw Missing(_store);

    /// <summary>Reads once more; null: nothing else is stored than what is known, or nothing that can be read now.</summary>
    public StoredCredentials? ReadChanged(StoredCredentials known)
    {
        try
        {
            var now = Read();
            return now.Transaction == known.Transaction && now.Changed == known.Changed ? null : now;
        }
        catch (AimException)
        {
            return null;
        }
    }

    /// <summary>Reads, and tries a few times more: for a moment while it is replaced, Windows does not let a file be opened.</summary>
    public async Task<StoredCredentials> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read();
            }
            catch (AimException) when (attempt < Attempts)
            {
                await Task.Delay(BetweenAttempts, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private AimException Missing(CredentialStore store) =>
        new(AimErrors.CredentialsUnusable.With(store.FileOf(_clientId), "there is no such file"));

#if NET
    private static DpapiDataProtector Dpapi() =>
        OperatingSystem.IsWindows() ? new DpapiDataProtector() : throw NotWindows();
#else
    private static DpapiDataProtector Dpapi() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new DpapiDataProtector() : throw NotWindows();
#endif

    private static PlatformNotSupportedException NotWindows() =>
        new($"Credentials are stored with the Windows Data Protection API; elsewhere {nameof(AimClientOptions)}.{nameof(AimClientOptions.Protector)} must be given.");
}
