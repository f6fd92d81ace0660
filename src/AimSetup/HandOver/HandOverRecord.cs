namespace AimSetup.HandOver;

/// <summary>What was on the machine before an install changed it. It lies on disk until the install has come to its end.</summary>
internal sealed class HandOverRecord
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Transaction { get; init; }

    public required DateTimeOffset Begun { get; init; }

    public required string ProductCode { get; init; }

    /// <summary>The client whose credentials are stored; null: none are.</summary>
    public string? ClientId { get; init; }

    /// <summary>Whether the product gives up what is stored for it, since it stores nothing any more.</summary>
    public bool StoresNothing { get; init; }

    /// <summary>Whether its rollback has begun: then it is undone, and not ended, whether its product is installed (a repair) or not.</summary>
    public bool IsRollingBack { get; set; }

    /// <summary>The file with its credentials as it was, in base64; null: there was none.</summary>
    public string? FormerFile { get; init; }

    /// <summary>The product's marker as it was; null: there was none.</summary>
    public IReadOnlyDictionary<string, string>? FormerMarker { get; init; }

    /// <summary>Whether the event source was registered.</summary>
    public bool HadEventSource { get; init; }
}
