using AimSetup.Planning;
using AimSetup.Registration;

namespace AimSetup.Journaling;

/// <summary>
/// What an entry must be like to be acted upon. It was encrypted, so it is no stranger's; but a defect, or another form of it,
/// must not become a request to a server.
/// </summary>
internal static class JournalEntryRules
{
    private const int LongestText = 4096;
    private const int LongestList = 1000;
    private const int LongestTimeout = 3600;

    /// <summary>What is wrong with an entry; null: nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="file">The file around it, readable for everybody who may read it.</param>
    public static string? Problem(JournalEntry entry, JournalFile file)
    {
        if (entry.Transaction != file.Transaction || entry.Phase.ToString() != file.Phase || entry.Endpoints.Server != file.Server
            || (entry.ClientId ?? "") != file.Client || entry.Product.Name != file.Product)
            return "what it shows and what it holds differ";
        if (entry.Phase is < JournalPhase.Intended or > JournalPhase.Committed)
            return "it has no known phase";
        if (entry.Kind is not (PlanKind.Create or PlanKind.Update or PlanKind.Rotate) || (entry.Kind == PlanKind.Rotate) != (entry.Secrets is not null))
            return "it is of no change";
        if (entry.Kind is PlanKind.Update or PlanKind.Rotate && (entry.Before is null || entry.Client.ClientId is null))
            return "it does not tell what was there before the change";
        if (entry.Phase is JournalPhase.Applied or JournalPhase.Verified or JournalPhase.Committed && entry.Kind == PlanKind.Create && entry.Receipt is null)
            return "it has no answer to the registration that it says was answered";
        if (!entry.Endpoints.AreSafe || !Uri.TryCreate(entry.Endpoints.Server, UriKind.Absolute, out var server) || !AimServerAddress.IsSafe(server))
            return "it has an address to which no secret may be sent";
        if (entry.Receipt?.ManagementUri is { } uri && !AimServerAddress.IsSafe(uri))
            return "it has an address to which no secret may be sent";
        if (entry.Registrar == RegistrarFactory.Automatic || !RegistrarFactory.Names.Contains(entry.Registrar, StringComparer.Ordinal))
            return "it names no known registrar";
        if (entry.TimeoutSeconds is < 1 or > LongestTimeout)
            return "its time limit is out of range";
        return Texts(entry).Any(IsTooLong) || entry.Adopters.Count > LongestList || entry.Client.Scopes.Count > LongestList
            ? "something in it is longer than anything that AimSetup writes"
            : null;
    }

    private static IEnumerable<string?> Texts(JournalEntry entry) =>
    [
        entry.ClientId, entry.Mark, entry.Endpoints.Server, entry.Product.Name, entry.Product.ProductCode, entry.Product.UpgradeCode,
        entry.Options.ScriptPath, entry.SecretFile, entry.Trust.Thumbprint, .. entry.Adopters, .. entry.Client.Scopes,
    ];

    private static bool IsTooLong(string? text) => text?.Length > LongestText;
}
