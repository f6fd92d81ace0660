using AimSetup.Journaling;

namespace AimSetup.Credentials;

/// <summary>A product whose application uses stored credentials. The credentials stay as long as there is one.</summary>
/// <param name="Product">The product; an empty product code: none, an administrator stored them.</param>
/// <param name="Readers">Who may read them for it besides SYSTEM and Administrators: security identifiers (<c>S-1-…</c>).</param>
public sealed record CredentialUser(ProductIdentity Product, IReadOnlyList<string> Readers)
{
    /// <summary>
    /// Whether the readers were named by an installation without administrator rights. Whoever started it knew the secret that it was given, and
    /// need not know another.
    /// </summary>
    public bool IsNamedByUser { get; init; }
}
