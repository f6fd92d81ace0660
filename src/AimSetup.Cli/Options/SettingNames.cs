using System.Text.RegularExpressions;

namespace AimSetup.Cli.Options;

/// <summary>Which option stands for which installer property.</summary>
public static partial class SettingNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["AIMSERVER"] = "--server",
        ["AIMTOKENSERVER"] = "--token-server",
        ["AIMCLIENTID"] = "--client",
        ["AIMCLIENTSECRET"] = "--secret-env",
        ["AIMCLIENTSECRETFILE"] = "--secret-file",
        ["AIMGENERATESECRET"] = "--generate-secret",
        ["AIMUSER"] = "--user",
        ["AIMPASSWORD"] = "--password-env",
        ["AIMPASSWORDFILE"] = "--password-file",
        ["AIMINITIALACCESSTOKEN"] = "--initial-access-token-file",
        ["AIMTOKENLIFETIME"] = "--token-lifetime",
        ["AIMSCOPES"] = "--scopes",
        ["AIMREGISTRAR"] = "--registrar",
        ["AIMREMOTING"] = "--remoting",
        ["AIMRESTARTSERVICE"] = "--restart-service",
        ["AIMSCRIPT"] = "--script",
        ["AIMEXISTING"] = "--existing",
        ["AIMTIMEOUT"] = "--timeout",
        ["AIMCAFILE"] = "--ca-file",
        ["AIMTHUMBPRINT"] = "--thumbprint",
        ["AIMFILE"] = "--file",
        ["AIMSTORE"] = "--store",
        ["AIMREADERS"] = "--readers",
        ["AIMMES"] = "--mes",
        [NewSecret] = "--new-secret-env",
        [NewSecretFile] = "--new-secret-file",
    };

    /// <summary>The new secret of a rotation, which no property stands for.</summary>
    internal const string NewSecret = "AIMNEWSECRET";

    /// <summary>The file with the new secret.</summary>
    internal const string NewSecretFile = "AIMNEWSECRETFILE";

    /// <summary>The option of a property.</summary>
    /// <param name="property">The property.</param>
    /// <returns>The name with its dashes.</returns>
    public static string OptionOf(string property) => Names[property];

    /// <summary>Words a message for the command line: what is said of properties there is typed as options here.</summary>
    /// <param name="text">The message.</param>
    /// <returns>The same with the options.</returns>
    public static string ForCommandLine(string text) =>
        Property().Replace(text.Replace("with AIMSTORE=0", "without AIMSTORE", StringComparison.Ordinal), Option).Replace("run the installation again", "run the command again", StringComparison.Ordinal)
            .Replace("full path of", "name of", StringComparison.Ordinal);

    private static string Option(Match match)
    {
        if (!Names.TryGetValue(match.Groups["name"].Value, out var option))
            return match.Value;
        return match.Groups["value"].Value is { Length: > 0 } value && value != "1" ? $"{option} {value}" : option;
    }

    [GeneratedRegex(@"\b(?<name>AIM[A-Z]{3,})\b(=(?<value>[A-Za-z0-9]+))?")]
    private static partial Regex Property();
}
