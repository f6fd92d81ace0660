using AimSetup.Credentials;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.HandOver;

/// <summary>What an install is to leave on the machine for its application and for administrators.</summary>
public sealed class HandOverRequest
{
    /// <summary>The transaction of the install: 32 hexadecimal digits.</summary>
    public required string Transaction { get; init; }

    /// <summary>The product that is installed.</summary>
    public required ProductIdentity Product { get; init; }

    /// <summary>The marker.</summary>
    public required Marker Marker { get; init; }

    /// <summary>The credentials, their users left to <see cref="HandOverChange"/>; null: what is stored stays as it is.</summary>
    public StoredCredentials? Credentials { get; init; }

    /// <summary>Whether nothing is to be stored for the product, so that it gives up what is, when the installation has succeeded.</summary>
    public bool StoresNothing { get; init; }

    /// <summary>The product codes of the versions that were installed when this installation began: what they were given is no rest of one that was killed.</summary>
    public IReadOnlyList<string> Installed { get; init; } = [];

    /// <summary>The product code of the version that is replaced, which may be installed still; null: none, or one that is gone already.</summary>
    public string? Former { get; init; }

    /// <summary>Who may read them besides SYSTEM and Administrators (security identifiers); null: the same as before.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Whether they are the package's own value: then they are added to those of before.</summary>
    public bool AreReadersOfPackage { get; init; }

    /// <summary>Whether an administrator named them.</summary>
    public bool IsAdministrator { get; init; } = true;
}
