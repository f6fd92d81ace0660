using System.Reflection;

namespace AimSetup.CustomActions.Dtf.Tests;

/// <summary>Where the build has put what the tests look at.</summary>
internal static class Paths
{
    public static string HostFolder { get; } = Get("HostFolder");

    public static string FrameworkProgram { get; } = Get("FrameworkProgram");

    public static string FrameworkClient { get; } = Get("FrameworkClient");

    public static string ReferenceAssemblies { get; } = Get("ReferenceAssemblies");

    public static string Forwarders { get; } = Get("Forwarders");

    public static string OwnForwarder { get; } = Get("OwnForwarder");

    private static string Get(string key) =>
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
