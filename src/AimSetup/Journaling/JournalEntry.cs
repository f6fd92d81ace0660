using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transport;

namespace AimSetup.Journaling;

/// <summary>What one install did, or was about to do, at AIM.</summary>
public sealed class JournalEntry
{
    /// <summary>Identifies the install: 32 hexadecimal digits.</summary>
    public required string Transaction { get; init; }

    /// <summary>How far it got.</summary>
    public JournalPhase Phase { get; set; }

    /// <summary><see cref="PlanKind.Create"/>, <see cref="PlanKind.Update"/> or <see cref="PlanKind.Rotate"/>.</summary>
    public required PlanKind Kind { get; init; }

    /// <summary>When the entry was begun.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>
    /// The process that lives as long as the install does: while it runs, the install's own rollback may still come. Null: not
    /// known, and only the lock tells (<see cref="Journal.TryLock"/>).
    /// </summary>
    public ProcessStamp? Installer { get; set; }

    /// <summary>The addresses that were used.</summary>
    public required AimEndpoints Endpoints { get; init; }

    /// <summary>Which registrar made the change.</summary>
    public required string Registrar { get; init; }

    /// <summary>How the registrar works.</summary>
    public RegistrarOptions Options { get; set; } = RegistrarOptions.Default;

    /// <summary>The settings that the client was to have; its identifier may be open until it is applied.</summary>
    public required ClientSettings Client { get; set; }

    /// <summary>The text that the registrar puts on a client it creates.</summary>
    public required string Mark { get; init; }

    /// <summary>The product whose install this is.</summary>
    public required ProductIdentity Product { get; set; }

    /// <summary>Other products on this machine that adopted the client since (product codes).</summary>
    public IReadOnlyList<string> Adopters { get; set; } = [];

    /// <summary>What was trusted for TLS.</summary>
    public required TrustSettings Trust { get; init; }

    /// <summary>The time allowed for a conversation, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>The client before an update or a rotation, for <see cref="IClientRegistrar.RestoreAsync"/>; null: a creation.</summary>
    public FoundClient? Before { get; set; }

    /// <summary>The secrets of a rotation; null: the secret is not changed.</summary>
    public SecretChange? Secrets { get; init; }

    /// <summary>
    /// The full path of the file that the command line wrote a new secret to; null: none. When the change is taken back, that secret
    /// works nowhere.
    /// </summary>
    public string? SecretFile { get; set; }

    /// <summary>
    /// The file with the stored credentials of the client before the command line wrote it, in base64; null: it did not, or there was
    /// none. Of a rotation only where they had two secrets, and nobody knew which of them works.
    /// </summary>
    public string? FormerCredentials { get; set; }

    /// <summary>What AIM answered to a creation; null: not yet, or an update.</summary>
    public RegistrationReceipt? Receipt { get; set; }

    /// <summary>The client identifier, as far as it is known.</summary>
    public string? ClientId => Receipt?.ClientId ?? Client.ClientId;

    /// <summary>The same by another registrar.</summary>
    /// <param name="registrar">Its name.</param>
    /// <returns>The new entry, not yet written.</returns>
    internal JournalEntry With(string registrar) => new()
    {
        Transaction = Transaction,
        Kind = Kind,
        Begun = Begun,
        Installer = Installer,
        Endpoints = Endpoints,
        Registrar = registrar,
        Options = Options,
        Client = Client,
        Mark = Mark,
        Product = Product,
        Trust = Trust,
        TimeoutSeconds = TimeoutSeconds,
        SecretFile = SecretFile,
    };

    /// <summary>The same creation as the work of another install, which takes over what a killed one left.</summary>
    /// <param name="transaction">The transaction of that install.</param>
    /// <param name="product">Its product.</param>
    /// <param name="installer">Its process.</param>
    /// <returns>The new entry, not yet written.</returns>
    internal JournalEntry TakenOver(string transaction, ProductIdentity product, ProcessStamp? installer) => new()
    {
        Transaction = transaction,
        Phase = JournalPhase.Applied,
        Kind = Kind,
        Begun = Begun,
        Installer = installer,
        Endpoints = Endpoints,
        Registrar = Registrar,
        Options = Options,
        Client = Client,
        Mark = Mark,
        Product = product,
        Trust = Trust,
        TimeoutSeconds = TimeoutSeconds,
        Receipt = Receipt,

        // An installation has its own record of what it stores, and gets its secret by no file of the command line.
        SecretFile = IsOfCommandLine(product) ? SecretFile : null,
        FormerCredentials = IsOfCommandLine(product) ? FormerCredentials : null,
    };

    private bool IsOfCommandLine(ProductIdentity next) => Product == ProductIdentity.CommandLine && next == ProductIdentity.CommandLine;
}
