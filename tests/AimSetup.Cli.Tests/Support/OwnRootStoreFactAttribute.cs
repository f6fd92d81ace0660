namespace AimSetup.Cli.Tests.Support;

/// <summary>A test that gives the program a root store of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnRootStoreFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public OwnRootStoreFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only OpenSSL takes the roots of the machine from a file that a variable names.";
}
