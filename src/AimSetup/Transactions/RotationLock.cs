using System.Text;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;

namespace AimSetup.Transactions;

/// <summary>
/// Keeps the rotations of one client on this machine apart. It is held from before the present secret is proved until the change has
/// come to its end or is taken back: else the one that fails would put its old secret back over the other's new one.
/// </summary>
public static class RotationLock
{
    /// <summary>Takes a client for this process, until this is disposed of, or the process ends, however it ends.</summary>
    /// <param name="journal">The journal of this machine.</param>
    /// <param name="server">The server, as <see cref="AimServerAddress.ToString"/> gives it.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="AimException">Somebody else has it (<see cref="AimErrors.RotationBusy"/>), or the journal cannot be used.</exception>
    public static IDisposable Take(Journal journal, string server, string clientId) =>
        journal.TryLock(NameOf(server, clientId)) ?? throw new AimException(AimErrors.RotationBusy.With(clientId, server));

    // It has the form of a transaction, of which no entry has the name.
    private static string NameOf(string server, string clientId)
    {
        var bytes = Encoding.UTF8.GetBytes($"AimSetup rotation {server.ToLowerInvariant()} {clientId}");
        var hash = Sha256.Of(bytes);
        Array.Resize(ref hash, 16);
        return new Guid(hash).ToString("N");
    }
}
