using System.CommandLine;
using AimSetup.Cli.Files;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Options;

/// <summary>
/// Options that stand for installer properties: the same values, meanings and checks. What a secret is comes from a file, an
/// environment variable, standard input or a person, never from an argument.
/// </summary>
internal sealed class SettingOptions
{
    private readonly List<(string Property, Option Option)> _options = [];

    /// <summary>What every command that talks to a server needs.</summary>
    public SettingOptions Connection() => Add("AIMFILE", "AIMSERVER", "AIMTOKENSERVER", "AIMCLIENTID", "AIMCAFILE", "AIMTHUMBPRINT", "AIMTIMEOUT");

    /// <summary>What a command needs that works on what the journal tells.</summary>
    public SettingOptions Recovery() => Add("AIMFILE", "AIMSERVER", "AIMCAFILE", "AIMTHUMBPRINT", "AIMTIMEOUT").Removal();

    /// <summary>What a command needs besides that undoes what a registrar did: by the same one.</summary>
    public SettingOptions Removal() => Add("AIMUSER", "AIMREMOTING", "AIMRESTARTSERVICE");

    /// <summary>What a command that changes AIM needs besides.</summary>
    public SettingOptions Administration() => Add("AIMUSER", "AIMREGISTRAR", "AIMREMOTING", "AIMRESTARTSERVICE");

    /// <summary>What the client is to be like.</summary>
    public SettingOptions Client() => Add("AIMTOKENLIFETIME", "AIMSCOPES", "AIMEXISTING", "AIMSCRIPT");

    /// <summary>What a command needs that stores credentials.</summary>
    public SettingOptions HandOver() => Add("AIMSTORE", "AIMREADERS");

    /// <summary>Whether an option was given.</summary>
    public bool IsGiven(ParseResult parsed, string property) => Read(parsed).ContainsKey(property);

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
            command.Options.Add(option);
    }

    /// <summary>What was given, by property.</summary>
    public Dictionary<string, string> Read(ParseResult parsed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, option) in _options)
        {
            var value = option is Option<bool> flag ? (parsed.GetValue(flag) ? "1" : null) : parsed.GetValue((Option<string?>)option);
            if (value is not null)
                values[property] = property is "AIMFILE" or "AIMCAFILE" or "AIMSCRIPT" ? InputFile(SettingNames.OptionOf(property), value) : value;
        }
        return values;
    }

    /// <summary>A path as the current folder makes it a full one.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static string FullPath(string option, string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new CliException(ExitCode.CommandLine, $"{option} is no file name.", e);
        }
    }

    /// <summary>The full path of a file to be read, unless it is a device, a pipe or a socket, which may never come to its end.</summary>
    /// <exception cref="CliException">It is, or there is no such name.</exception>
    public static string InputFile(string option, string path)
    {
        var full = FullPath(option, path);
        return OperatingSystem.IsWindows() || !FileKind.IsSpecial(full) ? full
            : throw new CliException(ExitCode.CommandLine, $"{option} is '{path}', which is no file but a device, a pipe or the like.");
    }

    private SettingOptions Add(params string[] properties)
    {
        foreach (var property in properties)
        {
            var known = PropertyTable.All.First(p => p.Name == property);
            var name = SettingNames.OptionOf(property);
            var meaning = SettingNames.ForCommandLine(known.Meaning);
            Option option = known.Values == "0 or 1"
                ? new Option<bool>(name) { Description = $"Yes: {meaning["1: ".Length..].Split("; 0: ")[0].TrimEnd('.')}." }
                : new Option<string?>(name)
                {
                    Description = $"{meaning} ({SettingNames.ForCommandLine(known.Values)}{(known.Default.Length > 0 ? $"; default {known.Default}" : "")})",
                    HelpName = name.TrimStart('-').ToUpperInvariant(),
                };
            _options.Add((property, option));
        }
        return this;
    }
}
