namespace AimSetup.Tokens;

/// <summary>A token and the server that issued it: it is good there, and with those who trust that server.</summary>
/// <param name="Endpoint">The token endpoint that granted it.</param>
/// <param name="Answer">The answer, with the token.</param>
public sealed record IssuedToken(Uri Endpoint, TokenAnswer Answer);
