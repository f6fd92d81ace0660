using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;
using AimSetup.Secrets;

namespace AimSetup.Cli.Machines;

/// <summary>A file that takes a new secret: new, and for its owner (on Windows also SYSTEM and Administrators) only.</summary>
internal static class SecretFile
{
    /// <summary>Writes the secret; when it returns, the file is on disk.</summary>
    /// <param name="path">The full path; there must be no such file.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="CliException">It exists, or cannot be written.</exception>
    public static void Write(string path, Secret secret)
    {
        try
        {
            using var stream = OperatingSystem.IsWindows() ? CreateOnWindows(path) : Create(path);
            stream.Write(Encoding.UTF8.GetBytes(secret.Reveal()));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CliException(ExitCode.OutputUnusable, $"the file {path} exists, and a secret in it may be in use; name a new file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CliException(ExitCode.OutputUnusable, $"the file {path} cannot be written: {e.Message} Nothing was changed.", e);
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
            if (!File.Exists(path) || File.ReadAllText(path) != secret.Reveal())
                return null;
            File.Delete(path);
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
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, 4096, FileOptions.None, security);
    }
}
