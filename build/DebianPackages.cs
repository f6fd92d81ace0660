using System.Runtime.InteropServices;

namespace AimSetup.Build;

/// <summary>On Linux: the packages that link for Windows, make MSI packages and run them.</summary>
internal sealed class DebianPackages(Steps steps)
{
    private static readonly string[] Needed =
    [
        // linking: Native AOT for this machine needs clang and zlib, for Windows the rest
        "clang", "lld", "llvm", "mingw-w64-x86-64-dev", "zlib1g-dev",
        // MSI packages, and a Windows Installer to run them
        "msitools", "wixl", "wine", "wine64",
        // a screen and a keyboard for the tests of dialogs
        "xvfb", "xdotool", "imagemagick",
        // what .NET Framework is on Windows: the tests of the DTF host run on it
        "mono-runtime", "libmono-corlib4.5-cil", "libmono-system-core4.0-cil", "libmono-system-net-http4.0-cil",
        "libmono-system-numerics4.0-cil", "libmono-system-numerics-vectors4.0-cil", "libmono-system-runtime4.0-cil",
        "libmono-system-runtime-serialization4.0-cil", "libmono-system-security4.0-cil",
    ];

    /// <summary>Installs what is missing if it may, else says what to type and ends the build. Elsewhere than on Linux: nothing.</summary>
    public void Require() => Require(Needed);

    /// <summary>The same for what one target needs alone.</summary>
    public void Require(params string[] packages)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            throw Stop("AimSetup is built on Windows, or on Debian or Ubuntu on an x64 machine.");
        if (!File.Exists("/usr/bin/dpkg-query"))
            throw Stop("On Linux AimSetup is built on Debian or Ubuntu; this system has no dpkg.");

        var missing = packages.Where(p => !IsInstalled(p)).ToArray();
        if (missing.Length == 0)
            return;
        if (!Environment.IsPrivilegedProcess)
            throw Stop("Packages are missing. Install them with:\n  sudo apt-get install -y --no-install-recommends " + string.Join(' ', missing));

        Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
        steps.Run("apt-get update", "apt-get", "update");
        steps.Run("apt-get install", "apt-get", ["install", "-y", "--no-install-recommends", .. missing]);
    }

    private static bool IsInstalled(string package)
    {
        using var answer = new StringWriter();
        return Tool.Run("dpkg-query", ["-W", "-f", "${Status}", package], "/", answer) == 0
            && answer.ToString().Contains("install ok installed", StringComparison.Ordinal);
    }

    private static StepFailedException Stop(string why)
    {
        Console.Error.WriteLine("build: " + why);
        return new StepFailedException(2);
    }
}
