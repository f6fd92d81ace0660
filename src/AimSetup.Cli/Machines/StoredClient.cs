using System.Security.Cryptography;
using System.Text.Json;
using AimSetup.Cli.Output;
using AimSetup.Credentials;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Cli.Machines;

/// <summary>The credentials of one client that are stored on this machine, or are going to be.</summary>
/// <param name="machine">This machine.</param>
/// <param name="server">The server, as <see cref="AimServerAddress.ToString"/> gives it.</param>
/// <param name="clientId">The client identifier.</param>
/// <param name="isNeeded">Whether a file that is there and cannot be opened is an error, since it would be left behind.</param>
internal sealed class StoredClient(LocalMachine machine, string server, string clientId, bool isNeeded = false)
{
    private readonly CredentialHandOver _handOver = new(machine.Credentials, LocalMachine.IsInstalled);
    private readonly Lazy<StoredCredentials?> _stored = new(() => Find(machine, clientId, isNeeded));

    /// <summary>Those that settings name; null: something is wrong with the settings.</summary>
    public static StoredClient? Of(LocalMachine machine, SettingsReader reader, bool isNeeded = false)
    {
        var settings = reader.ReadForExisting(secret: false);
        return reader.Problems.Count > 0 ? null : Of(machine, settings, isNeeded);
    }

    /// <summary>Those that settings name, with which nothing is wrong.</summary>
    public static StoredClient Of(LocalMachine machine, InstallSettings settings, bool isNeeded = false) =>
        new(machine, settings.Server!.ToString(), settings.ClientId!, isNeeded);

    /// <summary>Their file, whether it is there or not.</summary>
    public string File => machine.Credentials.FileOf(clientId);

    /// <summary>
    /// The credentials as they were at the first look; null: there are none of this client at this server that can be used. That
    /// they cannot be read is said, and stops nothing unless they are needed.
    /// </summary>
    /// <exception cref="AimException">They are needed, and cannot be read at this moment, or by this version or account.</exception>
    public StoredCredentials? Found => IsHere ? _stored.Value : null;

    /// <summary>The other server that the credentials are of which are stored of this client; null: there are none of another.</summary>
    public string? OtherServer => IsHere ? null : _stored.Value?.Server;

    /// <summary>Whether <c>register</c> stored them.</summary>
    public bool IsOfCommandLine => Found?.IsOfCommandLine == true;

    /// <summary>What is going to be done about them.</summary>
    /// <param name="action">See <see cref="StoredReport.Action"/>.</param>
    /// <param name="readers">Who may read them; null: who could before.</param>
    public StoredReport Report(string action, IReadOnlyList<string>? readers = null) => new()
    {
        File = File,
        Action = action,
        Readers = readers,
        Products = [.. Found?.Users.Select(u => u.Product.Name) ?? []],
    };

    /// <summary>Stores the credentials of a client that works.</summary>
    /// <exception cref="AimException">They cannot be stored; those before are still there.</exception>
    public void Store(ClientSettings client, Secret secret, AimEndpoints endpoints, TrustSettings trust, string transaction, IReadOnlyList<string>? readers)
    {
        var credentials = StoredCredentials.Of(client, secret, endpoints, trust, transaction, DateTimeOffset.UtcNow);
        foreach (var note in new CommandLineHandOver(machine.Journal, machine.Credentials).Store(credentials, readers, LocalMachine.IsInstalled))
            CommandOutput.Warn(note);
    }

    /// <summary>Removes them, unless an installed product uses them.</summary>
    /// <returns>Whether they are gone.</returns>
    /// <exception cref="AimException">They cannot be removed.</exception>
    public bool Leave() => Found is { } stored && _handOver.Leave(stored, ProductIdentity.Administrator);

    private bool IsHere => AimServerAddress.AreSame(_stored.Value?.Server, server);

    // What is damaged, or encrypted with another key, is of no use to an application either; what has another form may be a later version's.
    private static bool IsUseless(AimException e) => e.InnerException is JsonException or (CryptographicException and not ProtectedFormException);

    private static StoredCredentials? Find(LocalMachine machine, string clientId, bool isNeeded)
    {
        try
        {
            return machine.Credentials.Find(clientId);
        }
        catch (AimException e) when (!isNeeded || IsUseless(e))
        {
            CommandOutput.Warn(ErrorReport.Of(e.Error).Line + (IsUseless(e) ? " If no application here uses them, delete the file." : ""));
            return null;
        }
    }
}
