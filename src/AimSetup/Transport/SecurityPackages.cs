#if NET
using System.Runtime.InteropServices;
#endif

namespace AimSetup.Transport;

/// <summary>
/// The packages by which Windows encrypts connections. Before the first connection of a process they are loaded, all of them;
/// that can be done while the process waits for something else.
/// </summary>
internal static class SecurityPackages
{
#if NET
    /// <summary>Begins to load them. When a connection needs them earlier, it waits for them as it does without this.</summary>
    public static void Prepare()
    {
        if (OperatingSystem.IsWindows())
            Task.Run(Load);
    }

    // What .NET asks first for a connection with TLS. Whether it works shows there.
    private static void Load()
    {
        if (EnumerateSecurityPackagesW(out _, out var packages) == 0)
            _ = FreeContextBuffer(packages);
    }

#pragma warning disable SYSLIB1054 // Two numbers and a pointer need no generated code.
    [DllImport("secur32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int EnumerateSecurityPackagesW(out uint count, out IntPtr packages);

    [DllImport("secur32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int FreeContextBuffer(IntPtr buffer);
#pragma warning restore SYSLIB1054
#else
    /// <summary>.NET Framework is not hurried: nothing.</summary>
    public static void Prepare()
    {
    }
#endif
}
