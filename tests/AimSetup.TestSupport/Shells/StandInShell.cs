using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Emulator;
using AimSetup.Registration.PowerShell;

namespace AimSetup.TestSupport.Shells;

/// <summary>
/// The stand-in for powershell.exe, told how to behave. It keeps clients in an emulator and records how it was started.
/// </summary>
public sealed class StandInShell
{
    private const string Name = "AimSetup.PowerShellStandIn";

    private readonly TemporaryFolder _folder;
    private readonly JsonObject _settings = [];

    /// <summary>Prepares it.</summary>
    /// <param name="folder">For its files.</param>
    /// <param name="emulator">Where clients are; null: nowhere.</param>
    public StandInShell(TemporaryFolder folder, EmulatorHost? emulator)
    {
        _folder = folder;
        With("record", folder.Combine("standin-record.txt"));
        if (emulator is not null)
            With("control", emulator.ControlAddress.AbsoluteUri);
    }

    /// <summary>The program that the build made for this machine.</summary>
    public static string Program { get; } = Find();

    /// <summary>To be given to what runs PowerShell.</summary>
    public PowerShellLocator Locator => PowerShellLocator.At(Program, new Dictionary<string, string> { ["AIMSETUP_STANDIN"] = SettingsFile });

    /// <summary>Arguments and environment of all runs, one a line.</summary>
    public IReadOnlyList<string> Record => File.Exists(_folder.Combine("standin-record.txt")) ? SharedFile.ReadLines(_folder.Combine("standin-record.txt")) : [];

    private string SettingsFile => _folder.Combine("standin.json");

    /// <summary>Changes how the runs that follow behave.</summary>
    /// <param name="name">A property of the stand-in's settings, in camel case.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This.</returns>
    public StandInShell With(string name, JsonNode? value)
    {
        _settings[name] = value;
        File.WriteAllText(SettingsFile, _settings.ToJsonString(new JsonSerializerOptions()));
        return this;
    }

    // The tests lie in bin/CONFIGURATION/net10.0, and so does the program.
    private static string Find()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Artifacts.Root, "tests", Name, "bin", framework.Parent!.Name, framework.Name, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
    }
}
