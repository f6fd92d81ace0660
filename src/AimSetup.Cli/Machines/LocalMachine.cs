using AimSetup.Cli.Msi;
using AimSetup.Cli.Options;
using AimSetup.Credentials;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Secrets;
using AimSetup.Windows;

namespace AimSetup.Cli.Machines;

/// <summary>What the commands use of this machine.</summary>
internal sealed class LocalMachine
{
    private LocalMachine(string journalFolder, string credentialFolder, IDataProtector protector)
    {
        JournalFolder = journalFolder;
        Journal = new Journal(journalFolder, protector);
        Places = new HandOverPlaces(credentialFolder, journalFolder, protector, MachineRegistry.System, IsInstalled);
    }

    /// <summary>The folder of the journal.</summary>
    public string JournalFolder { get; }

    /// <summary>The journal.</summary>
    public Journal Journal { get; }

    /// <summary>The credentials that are stored for applications.</summary>
    public CredentialStore Credentials => Places.Credentials;

    /// <summary>The markers of installed products.</summary>
    public MarkerStore Markers => Places.Markers;

    /// <summary>Where installations leave something.</summary>
    public HandOverPlaces Places { get; }

    /// <summary>
    /// Opens the journal and the stored credentials of Windows Installer's actions; elsewhere than on Windows some of its own, for
    /// development.
    /// </summary>
    /// <param name="folder">The journal's folder; null: the usual one.</param>
    /// <exception cref="CliException">On Windows a folder is named, or the account is no administrator; elsewhere a file is named.</exception>
    public static LocalMachine Open(string? folder) => Open(folder, isForReaders: false);

    /// <summary>The same to read stored credentials only, which others than administrators may be allowed to.</summary>
    public static LocalMachine OpenForReaders(string? folder) => Open(folder, isForReaders: true);

    private static LocalMachine Open(string? folder, bool isForReaders)
    {
        if (folder is not null && string.IsNullOrWhiteSpace(folder))
            throw new CliException(ExitCode.CommandLine, "--journal is empty; give a folder, or leave it out.");
        if (OperatingSystem.IsWindows())
        {
            if (folder is not null)
                throw new CliException(ExitCode.CommandLine, $"on Windows the journal is {Journal.DefaultFolder}, the same as for installations; leave --journal out.");
            return isForReaders || Environment.IsPrivilegedProcess
                ? new LocalMachine(Journal.DefaultFolder, CredentialStore.DefaultFolder, new DpapiDataProtector())
                : throw new CliException(ExitCode.Account, "the journal of what this machine registered is for administrators only; run aimsetup in a prompt with administrator rights.");
        }
        var path = folder is null ? DefaultFolder(isForReaders) : SettingOptions.FullPath("--journal", folder);
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new CliException(ExitCode.CommandLine, $"the journal is a folder, and {part} is a file; name the folder by --journal.");
        }
        return new LocalMachine(path, Path.Combine(path, "clients"), new FileKeyProtector(Path.Combine(path, "journal.key")));
    }

    /// <summary>Whether a product is installed for the machine, or for this user.</summary>
    /// <param name="productCode">The product code.</param>
    public static bool IsInstalled(string productCode) =>
        OperatingSystem.IsWindows() && WindowsMsi.QueryProductState(productCode) >= WindowsMsi.Advertised;

    // XDG Base Directory Specification: state that stays between runs.
    private static string DefaultFolder(bool isForReaders)
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
            ? given
            : Path.Combine(Home(isForReaders), ".local", "state");
        return Path.Combine(state, "aimsetup", "journal");
    }

    // Where there is none, nothing is stored either. What is written there would go to the current folder, whosever that is.
    private static string Home(bool isForReaders)
    {
        var option = isForReaders ? Environment.SpecialFolderOption.DoNotVerify : Environment.SpecialFolderOption.None;
        return Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, option) is { Length: > 0 } home && Path.IsPathRooted(home)
            ? home
            : throw new CliException(ExitCode.CommandLine, "the journal is in the home folder, and this account has none: HOME names a folder that does not exist. Create it, or name a folder by --journal.");
    }
}
