namespace AimSetup.Cli.Injecting;

/// <summary>What was done, for people.</summary>
public sealed record InjectResult
{
    /// <summary>The file that was written.</summary>
    public string Output { get; init; } = "";

    /// <summary>ProductName of the package.</summary>
    public string ProductName { get; init; } = "";

    /// <summary>ProductVersion of the package.</summary>
    public string ProductVersion { get; init; } = "";

    /// <summary>The ProductCode, which is the vendor's.</summary>
    public string ProductCode { get; init; } = "";

    /// <summary>The new PackageCode.</summary>
    public string PackageCode { get; init; } = "";

    /// <summary>Whether an earlier AimSetup was replaced.</summary>
    public bool Replaced { get; init; }

    /// <summary>The actions with their numbers.</summary>
    public IReadOnlyList<SequenceRow> Actions { get; init; } = [];

    /// <summary>The vendor's actions that got another number.</summary>
    public IReadOnlyList<MovedAction> Moved { get; init; } = [];

    /// <summary>The page of an interactive installation; null: none was added.</summary>
    public PagePlan? Page { get; init; }

    /// <summary>What the vendor should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
