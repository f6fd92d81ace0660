using AimSetup.Journaling;
using AimSetup.Planning;

namespace AimSetup.Transactions;

/// <summary>What the journal tells of an install that did not come to its end. Nothing in it is secret.</summary>
public sealed class UnfinishedInstall
{
    internal UnfinishedInstall(JournalEntry entry, string file, RecoveryStep step)
    {
        (Transaction, Phase, Kind, Begun) = (entry.Transaction, entry.Phase, entry.Kind, entry.Begun);
        (ClientId, Server, Registrar, Product) = (entry.ClientId, entry.Endpoints.Server, entry.Registrar, entry.Product);
        (IsAnswered, SecretFile, File, Step) = (entry.Receipt is not null, entry.SecretFile, file, step);
    }

    /// <summary>Identifies the install: 32 hexadecimal digits.</summary>
    public string Transaction { get; }

    /// <summary>How far it got.</summary>
    public JournalPhase Phase { get; }

    /// <summary><see cref="PlanKind.Create"/> or <see cref="PlanKind.Update"/>.</summary>
    public PlanKind Kind { get; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>The client identifier; null: the server was to assign one, and its answer is not known.</summary>
    public string? ClientId { get; }

    /// <summary>The server, as for <c>AIMSERVER</c>.</summary>
    public string Server { get; }

    /// <summary>The registrar that was used.</summary>
    public string Registrar { get; }

    /// <summary>The product.</summary>
    public ProductIdentity Product { get; }

    /// <summary>Whether the server's answer to a registration is known. If not, an AIM account is needed to look.</summary>
    public bool IsAnswered { get; }

    /// <summary>The file that the command line wrote the new secret to; null: none.</summary>
    public string? SecretFile { get; }

    /// <summary>The file of the entry.</summary>
    public string File { get; }

    /// <summary>What recovery would do, as far as the journal and this machine tell.</summary>
    public RecoveryStep Step { get; }
}
