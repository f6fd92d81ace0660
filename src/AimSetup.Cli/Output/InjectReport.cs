namespace AimSetup.Cli.Output;

/// <summary>What was put into a package.</summary>
public sealed class InjectReport : CommandReport
{
    /// <summary>Whether nothing was to be written (<c>--dry-run</c>).</summary>
    public bool DryRun { get; set; }

    /// <summary>The file that was written.</summary>
    public string Output { get; set; } = "";

    /// <summary>The name of the product.</summary>
    public string ProductName { get; set; } = "";

    /// <summary>Its version.</summary>
    public string ProductVersion { get; set; } = "";

    /// <summary>Its product code.</summary>
    public string ProductCode { get; set; } = "";

    /// <summary>The new package code.</summary>
    public string PackageCode { get; set; } = "";

    /// <summary>Whether AimSetup was in it already and was replaced.</summary>
    public bool Replaced { get; set; }

    /// <summary>The actions that were added, with their numbers.</summary>
    public IReadOnlyList<InjectedAction> Actions { get; set; } = [];

    /// <summary>The vendor's actions that got other numbers.</summary>
    public IReadOnlyList<InjectedAction> Moved { get; set; } = [];

    /// <summary>The dialogs that were added (<c>--ui</c>), with their numbers in InstallUISequence.</summary>
    public IReadOnlyList<InjectedAction> Dialogs { get; set; } = [];

    /// <summary>What works, but not as expected.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    internal override string Done() => DryRun ? " Nothing was written." : $" The output {Output} was written all the same.";
}
