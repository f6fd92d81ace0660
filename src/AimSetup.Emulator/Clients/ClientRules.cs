using System.Text.RegularExpressions;

namespace AimSetup.Emulator.Clients;

/// <summary>What the emulator accepts of a client, however it is registered. AIM's own rules are not public.</summary>
internal static partial class ClientRules
{
    /// <summary>What an identifier must be, for a message.</summary>
    public const string Identifier = "1 to 200 of the characters A-Z a-z 0-9 . _ -";

    private const int ShortestLifetime = 60;
    private const int LongestLifetime = 31_536_000;

    /// <summary>What a lifetime must be, for a message.</summary>
    public static readonly string Lifetime = $"a whole number of seconds from {ShortestLifetime} to {LongestLifetime}";

    public static bool IsIdentifier(string clientId) => IdentifierPattern().IsMatch(clientId) && clientId is not ("." or "..");

    public static bool IsLifetime(int seconds) => seconds is >= ShortestLifetime and <= LongestLifetime;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,200}\z")]
    private static partial Regex IdentifierPattern();
}
