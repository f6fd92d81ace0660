namespace AimSetup.Cli.Msi;

/// <summary>The properties of the summary information that AimSetup looks at (the PIDs of the Windows Installer reference).</summary>
public enum MsiSummaryProperty
{
    /// <summary>Platform and languages.</summary>
    Template = 7,

    /// <summary>The PackageCode.</summary>
    RevisionNumber = 9,

    /// <summary>When the package was changed last.</summary>
    LastSaved = 13,

    /// <summary>Flags: short names, compressed, administrative image, no elevation.</summary>
    WordCount = 15,
}
