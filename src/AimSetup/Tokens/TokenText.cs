namespace AimSetup.Tokens;

/// <summary>What a token can be made of: RFC 6749 appendix A.12. Anything else could not be sent in a header.</summary>
public static class TokenText
{
    /// <summary>Whether a text can be a token.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it has printable ASCII characters only, and no blank.</returns>
    public static bool IsToken(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');
}
