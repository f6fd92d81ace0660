using System.Globalization;
using AimSetup.Journaling;

namespace AimSetup.Markers;

/// <summary>What the registry tells of an installed product's client, for detection rules and inventories. Nothing in it is secret.</summary>
public sealed class Marker
{
    /// <summary>The product.</summary>
    public required ProductIdentity Product { get; init; }

    /// <summary>The product's version.</summary>
    public required string ProductVersion { get; init; }

    /// <summary>The client identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>Base address of the server that the client is registered at.</summary>
    public required string Server { get; init; }

    /// <summary>The registrar that made the change; <c>none</c>: the client was registered already.</summary>
    public required string Registrar { get; init; }

    /// <summary>What the install did: <c>created</c>, <c>updated</c> or <c>adopted</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>When the install did it, see <see cref="TimeOf"/>.</summary>
    public required string Time { get; init; }

    /// <summary>The version of AimSetup that did it.</summary>
    public string AimSetupVersion { get; init; } = typeof(Marker).Assembly.GetName().Version!.ToString(3);

    /// <summary>The transaction of the install: 32 hexadecimal digits.</summary>
    public required string Transaction { get; init; }

    /// <summary>The file that the credentials were stored in; empty: they were not.</summary>
    public string CredentialFile { get; init; } = "";

    /// <summary>A time as markers have it: UTC, in whole seconds.</summary>
    /// <param name="time">The time.</param>
    /// <returns>For example <c>2026-01-02T03:04:05Z</c>.</returns>
    public static string TimeOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal Marker For(ProductIdentity product, string productVersion, string transaction, string? server = null) => new()
    {
        Product = product,
        ProductVersion = productVersion,
        ClientId = ClientId,
        Server = server ?? Server,
        Registrar = Registrar,
        Outcome = Outcome,
        Time = Time,
        Transaction = transaction,
        CredentialFile = CredentialFile,
    };
}
