using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;
using AimSetup.Cli.Options;
using AimSetup.Files;
using AimSetup.Secrets;

namespace AimSetup.Cli.Machines;

/// <summary>A file that takes a new secret: new, and for its owner (on Windows also SYSTEM and Administrators) only.</summary>
internal static class SecretFile
{
    // What cannot be written is then known before the file is closed.
    private const int Unbuffered = 1;

    /// <summary>Checks the name of a file that is to be written, before anybody is asked anything.</summary>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="name">The name as given.</param>
    /// <param name="useInstead">The option that takes the secret of a file that exists.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="CliException">It is no name of a new file.</exception>
    public static string Check(string option, string name, string useInstead)
    {
        if (name.Trim() is "" or "-")
            throw new CliException(ExitCode.CommandLine, $"{option} {(name.Trim().Length == 0 ? "has no file name" : "is -, and a secret is not written to standard output")}: name a new file.");
        var path = SettingOptions.FullPath(option, name);
        if (Directory.Exists(path))
            throw new CliException(ExitCode.OutputUnusable, $"{path} is a folder: name a new file in it. Nothing was changed.");
        if (File.Exists(path))
            throw new CliException(ExitCode.OutputUnusable, $"the file {path} exists, and a secret in it may be in use: to use that secret, give {useInstead} {path} instead of {option}; else name a new file. Nothing was changed.");
        return Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw new CliException(ExitCode.OutputUnusable, $"the file {path} cannot be written: its folder does not exist. Nothing was changed.");
    }

    /// <summary>Writes the secret; when it returns, the file is on disk.</summary>
    /// <param name="path">The full path; there must be no such file.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="CliException">It exists, or cannot be written.</exception>
    public static void Write(string path, Secret secret)
    {
        try
        {
            using var stream = New(path);
            stream.Write(Encoding.UTF8.GetBytes(secret.Reveal()));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is a limit on the size of files.
            throw NotWritten(path, TryDelete(path) ? e.Message : $"{e.Message} An unfinished file is left there: delete it.", e);
        }
    }

    /// <summary>Removes a file that holds a secret and nothing else.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>Whether it is gone; null: it is no such file.</returns>
    public static bool? Remove(string path, Secret secret)
    {
        try
        {
            var text = "";
            if (File.Exists(path))
                SharingRetry.Run(() => text = File.ReadAllText(path));
            if (text != secret.Reveal())
                return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        return TryDelete(path);
    }

    /// <summary>Whether a file holds a secret and nothing else.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="secret">The secret.</param>
    public static bool Holds(string path, Secret secret)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path) == secret.Reveal();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream New(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? CreateOnWindows(path) : Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CliException(ExitCode.OutputUnusable, $"the file {path} exists, and a secret in it may be in use; name a new file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritten(path, e.Message, e);
        }
    }

    private static CliException NotWritten(string path, string why, Exception e) =>
        new(ExitCode.OutputUnusable, $"the file {path} cannot be written: {why} Nothing was changed.", e);

    private static bool TryDelete(string path)
    {
        try
        {
            SharingRetry.Run(() => File.Delete(path));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        BufferSize = Unbuffered,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    [SupportedOSPlatform("windows")]
    private static FileStream CreateOnWindows(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var who in new[]
        {
            user.User!,
            new SecurityIdentifier(WellKnownSidType.LocalSystemSid, null),
            new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null),
        })
        {
            security.AddAccessRule(new FileSystemAccessRule(who, FileSystemRights.FullControl, AccessControlType.Allow));
        }
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, Unbuffered, FileOptions.None, security);
    }
}
