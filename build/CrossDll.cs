namespace AimSetup.Build;

/// <summary>Makes a Windows DLL of one C file, on Linux: without a C run-time, so that the file can use none.</summary>
internal static class CrossDll
{
    /// <param name="source">The C file.</param>
    /// <param name="folder">Where the DLL and what comes with it are put.</param>
    /// <param name="name">The name of the DLL.</param>
    /// <param name="log">What the tools say.</param>
    /// <param name="libraries">Import libraries.</param>
    /// <returns>The exit code of the tool that failed; 0: none.</returns>
    public static int Make(string source, string folder, string name, TextWriter log, params string[] libraries)
    {
        var compiled = Path.ChangeExtension(name, ".obj");
        var code = Tool.Run("clang", ["--target=x86_64-pc-windows-msvc", "-ffreestanding", "-c", source, "-o", compiled], folder, log);
        return code != 0 ? code
            : Tool.Run("lld-link", ["/dll", "/noentry", "/nodefaultlib", "/Brepro", "/out:" + name, compiled, .. libraries], folder, log);
    }
}
