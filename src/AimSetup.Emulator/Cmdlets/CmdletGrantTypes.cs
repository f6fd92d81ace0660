using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator.Cmdlets;

/// <summary>
/// Grant types as the cmdlets spell them. Published are <c>ClientCredentials</c> and <c>windowsintegrated</c>; whether AIM takes
/// the spelling of OAuth too is not public, so that the emulator does not.
/// </summary>
internal static class CmdletGrantTypes
{
    private static readonly (string Cmdlet, string Wire)[] Known =
    [
        ("ClientCredentials", "client_credentials"),
        ("WindowsIntegrated", "windowsintegrated"),
    ];

    /// <summary>From the cmdlets' spelling; case does not matter.</summary>
    /// <exception cref="MetadataException">One is not known.</exception>
    public static IReadOnlyList<string> Read(IEnumerable<string> grantTypes) => [.. grantTypes.Select(Read).Distinct()];

    /// <summary>To the cmdlets' spelling; what the cmdlets have no word for stays.</summary>
    public static IReadOnlyList<string> Show(IEnumerable<string> grantTypes) =>
        [.. grantTypes.Select(grantType => Known.FirstOrDefault(known => known.Wire == grantType).Cmdlet ?? grantType)];

    private static string Read(string grantType) =>
        Known.FirstOrDefault(known => known.Cmdlet.Equals(grantType, StringComparison.OrdinalIgnoreCase)).Wire
        ?? throw new MetadataException($"AllowedGrantTypes may hold only {string.Join(' ', Known.Select(known => known.Cmdlet))}");
}
