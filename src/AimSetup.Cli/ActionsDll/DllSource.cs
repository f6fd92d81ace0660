using System.Reflection.PortableExecutable;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.ActionsDll;

/// <summary>Gets the DLL with the actions and checks that Windows Installer could call it.</summary>
public static class DllSource
{
    private const string Resource = "AimSetup.CustomActions.dll";

    /// <summary>Reads the DLL.</summary>
    /// <param name="path">A file, or null for the DLL inside the program.</param>
    /// <returns>The checked bytes.</returns>
    public static byte[] Load(string? path)
    {
        var bytes = path is null ? Embedded() : FromFile(path);
        if (Defect(bytes) is { } defect)
            throw new CliException(ExitCode.MissingPart, $"{path ?? "the DLL inside aimsetup"} cannot carry the actions: {defect}. Give the native AimSetup DLL (win-x64) by --dll.");
        return bytes;
    }

    /// <summary>Tells what is wrong with a DLL.</summary>
    /// <param name="bytes">The DLL.</param>
    /// <returns>The end of a sentence, or null when it is right.</returns>
    public static string? Defect(byte[] bytes)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(bytes, writable: false));
            if (image.PEHeaders.PEHeader is null || !image.PEHeaders.IsDll)
                return "it is no Windows DLL";
            if (image.PEHeaders.CoffHeader.Machine != Machine.Amd64)
                return $"it is built for {image.PEHeaders.CoffHeader.Machine}, not for x64";
            var exports = ExportTable.Names(image);
            var missing = InstallerModel.EntryPoints.Except(exports, StringComparer.Ordinal).ToList();
            return missing.Count == 0 ? null : "it does not export " + string.Join(", ", missing);
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return "it is no Windows DLL, or damaged";
        }
    }

    private static byte[] Embedded()
    {
        using var stream = typeof(DllSource).Assembly.GetManifestResourceStream(Resource)
            ?? throw new CliException(ExitCode.MissingPart, "this build of aimsetup carries no DLL with the actions; give one by --dll, or build aimsetup with the MSBuild property CustomActionsDll.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] FromFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(ExitCode.MissingPart, $"the DLL {path} cannot be read: {e.Message}", e);
        }
    }
}
