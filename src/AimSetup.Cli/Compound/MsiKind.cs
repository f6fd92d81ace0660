namespace AimSetup.Cli.Compound;

/// <summary>The CLSIDs that tell the kinds of Windows Installer files apart.</summary>
public static class MsiKind
{
    /// <summary>A database: a package or a merge module.</summary>
    public static Guid Database { get; } = new("000C1084-0000-0000-C000-000000000046");

    /// <summary>A patch (.msp).</summary>
    public static Guid Patch { get; } = new("000C1086-0000-0000-C000-000000000046");

    /// <summary>A transform (.mst).</summary>
    public static Guid Transform { get; } = new("000C1082-0000-0000-C000-000000000046");
}
