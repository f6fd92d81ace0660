namespace AimSetup.Cli.Msi;

/// <summary>Chooses the database library of this system.</summary>
public static class MsiDatabases
{
    /// <summary>Opens an MSI for editing.</summary>
    /// <param name="input">The MSI; only read.</param>
    /// <param name="output">The file that Commit writes; it must not exist.</param>
    /// <returns>The database.</returns>
    public static IMsiDatabase Open(string input, string output)
    {
        try
        {
            return OperatingSystem.IsWindows() ? new WindowsMsiDatabase(input, output) : new LibMsiDatabase(input, output);
        }
        catch (DllNotFoundException e)
        {
            throw new CliException(ExitCode.MissingPart, "libmsi, the library that edits MSI files, is not installed; install it with 'apt-get install msitools' (Debian, Ubuntu) or 'dnf install msitools' (Fedora) and try again.", e);
        }
    }
}
