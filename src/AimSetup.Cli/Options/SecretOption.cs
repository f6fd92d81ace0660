using System.CommandLine;
using AimSetup.Cli.Input;

namespace AimSetup.Cli.Options;

/// <summary>The two options that tell where a secret comes from: a file (<c>-</c>: standard input) or an environment variable.</summary>
internal sealed class SecretOption
{
    private readonly Option<string?> _file;
    private readonly Option<string?> _variable;

    /// <param name="name">The name of the options without <c>-file</c> and <c>-env</c>.</param>
    /// <param name="what">What the secret is, for people.</param>
    /// <param name="valueProperty">The property that takes the value.</param>
    /// <param name="fileProperty">The property that takes a file's name; null: there is none, and the file is read here.</param>
    public SecretOption(string name, string what, string valueProperty, string? fileProperty)
    {
        What = what;
        ValueProperty = valueProperty;
        FileProperty = fileProperty;
        _file = new Option<string?>($"--{name}-file") { Description = $"File whose content is the {what}; - reads one line of standard input.", HelpName = "FILE" };
        _variable = new Option<string?>($"--{name}-env") { Description = $"Environment variable that holds the {what}.", HelpName = "NAME" };
    }

    public string What { get; }

    public string ValueProperty { get; }

    public string? FileProperty { get; }

    public static SecretOption ClientSecret() => new("secret", "client secret", "AIMCLIENTSECRET", "AIMCLIENTSECRETFILE");

    public static SecretOption NewSecret() => new("new-secret", "new client secret", SettingNames.NewSecret, SettingNames.NewSecretFile);

    public static SecretOption Password() => new("password", "password of --user", "AIMPASSWORD", "AIMPASSWORDFILE");

    public static SecretOption InitialAccessToken() => new("initial-access-token", "initial access token (RFC 7591), instead of an account", "AIMINITIALACCESSTOKEN", null);

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_variable);
    }

    /// <summary>Whether the command line says where the secret comes from.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_file) is not null || parsed.GetValue(_variable) is not null;

    /// <summary>Puts the secret, or the name of its file, where the settings are read from.</summary>
    public void Read(ParseResult parsed, SecretInput input, Dictionary<string, string> values)
    {
        var (file, variable) = (parsed.GetValue(_file), parsed.GetValue(_variable));
        if (file is not null && variable is not null)
            throw new CliException(ExitCode.CommandLine, $"both {_file.Name} and {_variable.Name} are given: give one.");
        if (variable is not null)
            values[ValueProperty] = SecretInput.FromVariable(_variable.Name, variable);
        else if (file == "-")
            values[ValueProperty] = input.NextLine(_file.Name, What);
        else if (file is not null && FileProperty is not null)
            values[FileProperty] = SettingOptions.InputFile(_file.Name, file);
        else if (file is not null)
            values[ValueProperty] = SecretInput.FromFile(_file.Name, SettingOptions.InputFile(_file.Name, file));
    }
}
