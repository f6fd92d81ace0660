using AimSetup.Emulator.Endpoints;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AimSetup.Emulator.Tokens;

/// <summary>Signs access tokens, and reads those that it signed.</summary>
internal sealed class TokenIssuer(Addresses addresses, SigningKey key)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed access token. A client has no subject, and a user need not come by a client.</summary>
    public string Create(string? clientId, string? subject, IEnumerable<string> scopes, int lifetime)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>
        {
            ["scope"] = string.Join(' ', scopes),
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
        };
        if (clientId is not null)
            claims["client_id"] = clientId;
        if (subject is not null)
            claims[JwtRegisteredClaimNames.Sub] = subject;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = addresses.Issuer,
            Audience = addresses.Audience,
            TokenType = "at+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddSeconds(lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = key.Credentials,
        });
    }

    /// <summary>The scopes of a token that is valid here, or null.</summary>
    public async Task<IReadOnlyList<string>?> ReadScopesAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = addresses.Issuer,
            ValidAudience = addresses.Audience,
            ValidTypes = ["at+jwt"],
            IssuerSigningKey = key.Key,
            CryptoProviderFactory = key.Credentials.CryptoProviderFactory,
            ClockSkew = TimeSpan.Zero,
        });
        return result.IsValid && result.Claims.TryGetValue("scope", out var scope) ? Scopes.Split(scope as string) : null;
    }
}
