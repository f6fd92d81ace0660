using AimSetup.Emulator;

namespace AimSetup.TestSupport.Shells;

/// <summary>Runs <see cref="PowerShellUnderTest"/> with the emulator's module at hand and an emulator to talk to.</summary>
public sealed class EmulatorShell : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    /// <summary>Prepares an environment for an emulator.</summary>
    public EmulatorShell(EmulatorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var modules = PowerShellUnderTest.ModulePath;
        _environment = new Dictionary<string, string>
        {
            ["PSModulePath"] = EmulatorPowerShell.ModuleFolder + (string.IsNullOrEmpty(modules) ? "" : Path.PathSeparator + modules),
            [EmulatorPowerShell.HostBaseVariable] = host.BaseAddress.GetLeftPart(UriPartial.Authority),
            [EmulatorPowerShell.RootVariable] = _folder.Write("root.pem", host.RootCertificate.ExportCertificatePem()),
        };
    }

    /// <summary>The environment variables of the runs, on top of those of the tests.</summary>
    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>Sets a variable for the runs that follow.</summary>
    /// <returns>This.</returns>
    public EmulatorShell With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Lets the cmdlets of the runs that follow act for an account.</summary>
    /// <returns>This.</returns>
    public EmulatorShell As(string user, string password) => With(EmulatorPowerShell.UserVariable, user)
        .With(EmulatorPowerShell.PasswordFileVariable, _folder.Write("password", password + "\n"));

    /// <summary>Runs the text of a command, in which nobody can be asked.</summary>
    public Task<PowerShellRun> CommandAsync(string command, string input = "") => PowerShellRun.CommandAsync(command, _environment, input);

    /// <summary>Runs a script, whose questions the input answers line by line.</summary>
    public Task<PowerShellRun> FileAsync(string file, string input = "") => PowerShellRun.FileAsync(file, _environment, input);

    /// <summary>Removes its files.</summary>
    public void Dispose() => _folder.Dispose();
}
