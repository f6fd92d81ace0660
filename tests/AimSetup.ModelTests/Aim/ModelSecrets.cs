namespace AimSetup.ModelTests.Aim;

/// <summary>The secrets of a run. Each has the same core, so that one search finds all of them.</summary>
internal static class ModelSecrets
{
    /// <summary>In every secret, password and token; nowhere else.</summary>
    public const string Core = "q7Zk9mW4";

    /// <summary>What the installs give.</summary>
    public const string Client = Core + " cl&ent [x] {y} ü";

    /// <summary>What an install gives by mistake.</summary>
    public const string Wrong = Core + " wr+ng";

    /// <summary>What somebody else registered.</summary>
    public const string Foreign = Core + " foreign";

    /// <summary>The administrator's password.</summary>
    public const string Password = Core + " p%ssword";
}
