using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Settings;

/// <summary>
/// Whether a repair, change or upgrade was given the secret of a client that exists. A package may have AIMGENERATESECRET=1 or a
/// file's name in it for first installs: a new secret, or a file that is gone since, is none.
/// </summary>
internal static class ExistingSecret
{
    private const string SecretFile = "AIMCLIENTSECRETFILE";
    private const string ResponseFile = "AIMFILE";

    /// <summary>Finds out. Windows Installer is asked only when a file that is named is not there.</summary>
    /// <param name="session">The session.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="say">Is told what is named in vain and is no reason to fail.</param>
    /// <returns>Whether it was given; also when a repair names a file that is not there: reading the settings tells that.</returns>
    public static bool IsGiven(IInstallerSession session, PropertySource source, Action<string> say)
    {
        if (source.Get("AIMCLIENTSECRET").Length > 0)
            return true;
        var file = source.Get(SecretFile).Trim();
        if (file.Length == 0 ? source.Problems.Count == 0 : File.Exists(file))
            return file.Length > 0;

        // A new secret is brought by a repair that somebody asks for. The line of an installation that is run again, or for the next
        // version, names a file that was deleted, as it should be.
        var isAskedFor = session.GetProperty("REINSTALL").Length > 0;
        var isNamedByProperty = session.GetProperty(SecretFile).Length > 0;
        if (isAskedFor && isNamedByProperty && !IsOfPackage(session, SecretFile))
            return true;
        if (isAskedFor && (source.Problems.Count > 0 || !isNamedByProperty) && !IsOfPackage(session, ResponseFile))
            return true;
        var whose = isAskedFor ? "as this package has it, " : "";
        foreach (var problem in source.Problems)
            say(whose + problem);
        if (file.Length > 0)
            say($"{whose}{SecretFile} is {PropertyValues.Shown(file)}, which does not exist or cannot be seen by this user");
        return false;
    }

    /// <summary>
    /// Whether a repair or change that was given a secret has it by its package alone, and was not started to bring the package anew: a patch,
    /// another feature, a repair that Windows starts. Redeploy of Group Policy, and a minor upgrade, bring it anew. Whoever names a server, a
    /// client, an account or settings, or repairs what was never set up, wants to register.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="isSetUp">Finds out whether the product has a client.</param>
    public static bool IsIncidental(IInstallerSession session, PropertySource source, Func<bool> isSetUp)
    {
        var isRepair = session.GetProperty("PATCH").Length == 0 && session.GetProperty("REINSTALL").Length > 0;
        if (isRepair && (session.GetProperty("REINSTALLMODE").IndexOfAny(['v', 'V']) >= 0 || !isSetUp()))
            return false;
        foreach (var given in new[] { "AIMSERVER", "AIMTOKENSERVER", "AIMCLIENTID", ResponseFile, "AIMUSER", "AIMINITIALACCESSTOKEN", "AIMEXISTING", "AIMTOKENLIFETIME", "AIMSCOPES" })
        {
            if (session.GetProperty(given).Length > 0 && !IsOfPackage(session, given))
                return false;
        }
        var name = source.Get("AIMCLIENTSECRET").Length > 0 ? "AIMCLIENTSECRET" : SecretFile;
        return IsOfPackage(session, session.GetProperty(name).Length > 0 ? name : ResponseFile);
    }

    /// <summary>Whether this run, or its package, says where a secret is to come from: then somebody expects a registration.</summary>
    /// <param name="source">The settings of this run.</param>
    public static bool IsNamed(PropertySource source) =>
        source.Problems.Count > 0 || source.Get(SecretFile).Trim().Length > 0 || source.Get("AIMGENERATESECRET").Trim() == "1";

    /// <summary>Whether a property has its value by the package: repairs that Windows starts by itself have no others, and must not fail for them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name of the property.</param>
    public static bool IsOfPackage(IInstallerSession session, string name) =>
        IsRow(session, name)
        || session.Query($"SELECT `Source` FROM `CustomAction` WHERE `Source`='{name}'").Count > 0
        || session.Query($"SELECT `Property` FROM `AppSearch` WHERE `Property`='{name}'").Count > 0;

    /// <summary>Whether a property has the value of its row in the Property table: what an action or a search of the package may have given to it, this run may have too.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name of the property.</param>
    public static bool IsRow(IInstallerSession session, string name)
    {
        var row = session.Query($"SELECT `Value` FROM `Property` WHERE `Property`='{name}'");
        return row.Count > 0 && row[0] == session.GetProperty(name);
    }
}
