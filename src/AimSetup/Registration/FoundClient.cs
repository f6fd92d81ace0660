namespace AimSetup.Registration;

/// <summary>A client that is registered.</summary>
public sealed class FoundClient
{
    /// <summary>Its settings.</summary>
    public required ClientSettings Settings { get; init; }

    /// <summary>The mark that the registrar put on it when it was created; null: none, or not of AimSetup.</summary>
    public string? Mark { get; init; }

    /// <summary>Why its settings could not be put back after a change; null: they could.</summary>
    public string? NotRestorableBecause { get; init; }

    /// <summary>All that the server says of it, in a form that only the registrar reads, to restore it later. No secret is in it.</summary>
    public required string State { get; init; }
}
