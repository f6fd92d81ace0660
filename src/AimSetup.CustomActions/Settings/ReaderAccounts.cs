using AimSetup.Errors;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Settings;

/// <summary>Finds the accounts that AIMREADERS names.</summary>
internal static class ReaderAccounts
{
    // Everyone, Anonymous, Authenticated Users, Interactive, Network, Users, Guests ("Well-known SIDs").
    private static readonly HashSet<string> Everybody = ["S-1-1-0", "S-1-5-7", "S-1-5-11", "S-1-5-4", "S-1-5-2", "S-1-5-32-545", "S-1-5-32-546"];

    /// <param name="names">The accounts as given.</param>
    /// <param name="accounts">Those that this machine knows.</param>
    /// <returns>Their security identifiers; null: nobody was named.</returns>
    /// <exception cref="AimException">Some are not known.</exception>
    public static IReadOnlyList<string>? Find(IReadOnlyList<string> names, IAccounts accounts)
    {
        if (names.Count == 0)
            return null;
        List<string> found = [], unknown = [];
        foreach (var name in names)
        {
            if (accounts.FindSid(name) is not { } sid)
                unknown.Add(PropertyValues.Shown(name));
            else if (!found.Contains(sid, StringComparer.OrdinalIgnoreCase))
                found.Add(sid);
        }
        return unknown.Count > 0 ? throw new AimException(AimErrors.ReadersUnknown.With(string.Join(", ", unknown))) : found;
    }

    /// <summary>Whether one of them stands for more or less all users of the machine.</summary>
    public static bool AreEverybody(IReadOnlyList<string>? readers) => readers is not null && readers.Any(Everybody.Contains);
}
