namespace AimSetup.Emulator.Tokens;

/// <summary>The scopes of the emulator.</summary>
internal static class Scopes
{
    /// <summary>Permits registration; only users in the administrators' group get it.</summary>
    public const string Registration = "aim.registration";

    /// <summary>What an access token of a user has when nothing else is left of what was asked.</summary>
    public const string User = "aim.user";

    /// <summary>The scopes that a client may be registered with.</summary>
    public static readonly string[] Known = ["openid", "profile", "system"];

    /// <summary>Splits a scope parameter; RFC 6749 section 3.3 separates by spaces.</summary>
    public static string[] Split(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a scope opens a resource; the others describe a signed-in user, and a client alone is none.</summary>
    public static bool IsResource(string scope) => scope is not ("openid" or "profile");
}
