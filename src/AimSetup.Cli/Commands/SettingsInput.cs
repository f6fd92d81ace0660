using System.CommandLine;
using AimSetup.Cli.Input;
using AimSetup.Cli.Options;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.Cli.Commands;

/// <summary>The options of a command that talks to a server, and the settings that come of them, of the response file and of prompts.</summary>
/// <param name="settings">Options that stand for properties.</param>
/// <param name="clientSecret">Where the client secret comes from; null: the command takes none.</param>
/// <param name="administrates">Whether the command takes an account.</param>
internal sealed class SettingsInput(SettingOptions settings, SecretOption? clientSecret, bool administrates)
{
    private static readonly string[] SecretProperties = ["AIMCLIENTSECRET", "AIMCLIENTSECRETFILE"];

    private readonly SecretOption _password = SecretOption.Password();
    private readonly SecretOption _initialAccessToken = SecretOption.InitialAccessToken();

    /// <summary>For <c>plan</c>.</summary>
    public static SettingsInput ForPlan() => new(Registration(), SecretOption.ClientSecret(), administrates: true);

    /// <summary>For <c>register</c>.</summary>
    public static SettingsInput ForRegistration() => new(Registration().HandOver(), SecretOption.ClientSecret(), administrates: true);

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        settings.AddTo(command);
        clientSecret?.AddTo(command);
        if (administrates)
        {
            _password.AddTo(command);
            _initialAccessToken.AddTo(command);
        }
    }

    /// <summary>Collects what was given, and asks for what is missing where somebody can be asked.</summary>
    /// <param name="context">The running command.</param>
    /// <param name="asksForSecret">Whether a person is asked for a client secret that is not given.</param>
    /// <param name="values">What the command adds itself, by property.</param>
    /// <param name="alsoSecret">A further secret, read between client secret and password.</param>
    /// <param name="known">Finds a client secret that is not given before somebody is asked; null: nothing does.</param>
    public SettingsReader Read(
        CommandContext context, bool asksForSecret, Dictionary<string, string>? values = null, SecretOption? alsoSecret = null, Func<SettingsReader, Secret?>? known = null)
    {
        InputPhase.Begin();
        var given = settings.Read(context.Parsed);
        foreach (var (name, value) in values ?? [])
            given[name] = value;
        var source = new PropertySource(name => given.GetValueOrDefault(name, ""));
        if (source.IsFileUnread)
            throw new AimException(AimErrors.InvalidSettings.With(string.Join(" ", source.Problems)));
        clientSecret?.Read(context.Parsed, context.Secrets, given);
        // Where the secret of a client that exists is wanted, a response file that has a new one made for installations gives none.
        bool IsOpen() => SecretProperties.All(p => source.Get(p).Length == 0) && (known is not null || source.Get("AIMGENERATESECRET") is "" or "0");
        if (IsOpen() && known?.Invoke(new SettingsReader(source, Environment.MachineName)) is { } secret)
            given["AIMCLIENTSECRET"] = secret.Reveal();
        if (asksForSecret && context.Secrets.CanAsk && IsOpen())
            given["AIMCLIENTSECRET"] = context.Secrets.Ask("client secret");
        if (alsoSecret is not null)
            ReadFurther(context, alsoSecret, given);
        if (administrates)
        {
            _password.Read(context.Parsed, context.Secrets, given);
            if (context.Secrets.CanAsk && IsPasswordMissing(source))
                given["AIMPASSWORD"] = context.Secrets.Ask($"password of {source.Get("AIMUSER")}");
            _initialAccessToken.Read(context.Parsed, context.Secrets, given);
            if (given.ContainsKey("AIMUSER") && IsPasswordMissing(source) && !given.ContainsKey("AIMINITIALACCESSTOKEN"))
                throw new CliException(ExitCode.CommandLine, "--user is given without its password, and nobody can be asked for that here: give --password-file or --password-env, or leave --user out where no account is needed. AVEVA Identity Manager was not contacted.");
        }

        // An installation stores credentials unless it is told not to; a command does when it is told to.
        if (source.Get("AIMSTORE").Length == 0)
            given["AIMSTORE"] = "0";
        return new SettingsReader(source, Environment.MachineName);
    }

    /// <summary>Whether the command line has the option of a property.</summary>
    public bool IsGiven(CommandContext context, string property) => settings.IsGiven(context.Parsed, property);

    /// <summary>Ends the command when something is wrong with the settings. All input was read by then.</summary>
    /// <exception cref="AimException">It is.</exception>
    /// <exception cref="OperationCanceledException">A signal came before.</exception>
    public static void Require(SettingsReader reader)
    {
        InputPhase.End();
        if (reader.Problems.Count > 0)
            throw new AimException(AimErrors.InvalidSettings.With(string.Join(" ", reader.Problems)));
    }

    private static SettingOptions Registration() => new SettingOptions().Connection().Client().Administration();

    // That a response file names the account is no wish to use it: it is for machines that need none, too.
    private static bool IsPasswordMissing(PropertySource source) =>
        source.Get("AIMUSER").Length > 0 && source.Get("AIMPASSWORD").Length == 0 && source.Get("AIMPASSWORDFILE").Length == 0;

    private static void ReadFurther(CommandContext context, SecretOption option, Dictionary<string, string> given)
    {
        option.Read(context.Parsed, context.Secrets, given);
        if (!option.IsGiven(context.Parsed) && context.Secrets.CanAsk)
            given[option.ValueProperty] = context.Secrets.AskTwice(option.What);
    }
}
