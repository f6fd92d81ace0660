using AimSetup.Cli.Compound;

namespace AimSetup.Cli.Msi;

/// <summary>Chooses the database library of this system.</summary>
public static class MsiDatabases
{
    /// <summary>Opens an MSI for editing.</summary>
    /// <param name="input">The MSI; only read, and to stay open until the database is closed.</param>
    /// <param name="output">The file that Commit writes; it must not exist. Temporary files are made beside it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The database.</returns>
    /// <exception cref="MsiException">The library refuses the file.</exception>
    /// <exception cref="IOException">There is no writing beside the output.</exception>
    public static IMsiDatabase Open(MsiContainer input, string output, CancellationToken cancellation)
    {
        try
        {
            return OperatingSystem.IsWindows() ? new WindowsMsiDatabase(input.Path, output, cancellation) : new LibMsiPackage(input, output, cancellation);
        }
        catch (DllNotFoundException e)
        {
            throw new CliException(ExitCode.MissingPart, "libmsi, the library that edits MSI files, is not installed; install it with 'apt-get install msitools' (Debian, Ubuntu) or 'dnf install msitools' (Fedora) and try again.", e);
        }
    }
}
