using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Tokens;

namespace AimSetup.CustomActions.Settings;

/// <summary>Reads the properties that are secret, or name a file that is.</summary>
/// <param name="values">The properties.</param>
internal sealed class SecretProperties(PropertyValues values)
{
    private const int MaximumSecret = 1024;
    private const int MaximumAccount = 256;

    /// <summary>The client secret: given, in a file, or made.</summary>
    /// <param name="generate">Whether one is to be made; null: there is no way to ask for that.</param>
    public Secret? ClientSecret(bool? generate)
    {
        var given = (generate == true ? 1 : 0) + (values.Given("AIMCLIENTSECRET").Length > 0 ? 1 : 0) + (values.Given("AIMCLIENTSECRETFILE").Length > 0 ? 1 : 0);
        if (given == 0)
            values.Missing("No client secret is given: give AIMCLIENTSECRETFILE" + (generate is null ? " or AIMCLIENTSECRET." : ", AIMCLIENTSECRET or AIMGENERATESECRET=1."));
        if (given > 1)
            values.Problem("More than one of AIMCLIENTSECRET, AIMCLIENTSECRETFILE and AIMGENERATESECRET=1 is given: give one.");
        return generate == true && given == 1 ? SecretGenerator.NewClientSecret() : SecretOrFile("AIMCLIENTSECRET", "AIMCLIENTSECRETFILE");
    }

    /// <summary>The account or the token to change AIM with.</summary>
    public RegistrarCredentials? Credentials()
    {
        var user = values.Given("AIMUSER").Trim();
        if (values.Given("AIMPASSWORD").Length > 0 && values.Given("AIMPASSWORDFILE").Length > 0)
            values.Problem("Both AIMPASSWORD and AIMPASSWORDFILE are given: give one.");
        var password = SecretOrFile("AIMPASSWORD", "AIMPASSWORDFILE");
        var isPasswordGiven = values.Given("AIMPASSWORD").Length > 0 || values.Given("AIMPASSWORDFILE").Length > 0;
        var token = SecretValue("AIMINITIALACCESSTOKEN", values.Given("AIMINITIALACCESSTOKEN"));
        if (user.Length > 0 && !IsAccount(user))
            values.Problem($"AIMUSER is {PropertyValues.Shown(user)}; it must have the form domain\\user, with {MaximumAccount} characters at most.");
        if (user.Length == 0 && isPasswordGiven)
            values.Problem("AIMPASSWORD or AIMPASSWORDFILE is given without AIMUSER.");

        // An uninstall goes on without what is wrong.
        if (!IsAccount(user))
            password = null;

        // A package may name the account in its Property table: without the password it is no credential.
        return password is null && token is null
            ? null
            : new RegistrarCredentials { UserName = password is null ? null : user, Password = password, InitialAccessToken = token };
    }

    /// <summary>A secret that is given as a value or in a file; null: it is not given, or not right.</summary>
    public Secret? SecretOrFile(string name, string fileName)
    {
        if (values.Given(name) is { Length: > 0 } value)
            return SecretValue(name, value);
        if (values.Given(fileName).Trim() is not { Length: > 0 } path)
            return null;
        if (SettingsFiles.ReadText(path, out var text) is { } problem)
        {
            values.Problem($"{fileName} is {PropertyValues.Shown(path)}, which {problem}.");
            return null;
        }
        return SecretValue(fileName, text);
    }

    private static bool IsAccount(string user)
    {
        var parts = user.Split('\\');
        return parts.Length == 2 && parts.All(p => p.Trim().Length > 0) && user.Length <= MaximumAccount && !user.Any(char.IsControl);
    }

    private Secret? SecretValue(string name, string value)
    {
        if (value.Length == 0)
            return null;
        if (value.Length > MaximumSecret && name != "AIMINITIALACCESSTOKEN")
            values.Problem($"{name} has {value.Length} characters; at most {MaximumSecret} are allowed.");
        else if (value.Any(char.IsControl))
            values.Problem($"{name} has a line break or another control character in it.");
        else if (name == "AIMINITIALACCESSTOKEN" && !TokenText.IsToken(value))
            values.Problem($"{name} has other than printable ASCII characters; no token has them.");
        else if (!IsWellFormed(value))
            values.Problem($"{name} is no well-formed Unicode text.");
        else
            return new Secret(value);
        return null;
    }

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                return false;
        }
        return true;
    }
}
