using System.Security.Cryptography;
using System.Text;
using AimSetup.Emulator.Clients;

namespace AimSetup.Emulator.Control;

/// <summary>A client as the control API shows it.</summary>
internal sealed record ClientView
{
    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required IReadOnlyList<string> Grants { get; init; }

    public required int Lifetime { get; init; }

    public required bool Enabled { get; init; }

    public string? Description { get; init; }

    public required int IdentityTokenLifetime { get; init; }

    public string? SoftwareId { get; init; }

    public string? SoftwareVersion { get; init; }

    public required int SecretGeneration { get; init; }

    /// <summary>Differs each time that the secret is set, to the same value too; equal while it is left alone.</summary>
    public required string SecretMark { get; init; }

    public required DateTimeOffset CreatedUtc { get; init; }

    public static ClientView Of(RegisteredClient client) => new()
    {
        ClientId = client.ClientId,
        Name = client.Name,
        Scopes = client.Scopes,
        Grants = client.GrantTypes,
        Lifetime = client.AccessTokenLifetime,
        Enabled = client.Enabled,
        Description = client.Settings.Description,
        IdentityTokenLifetime = client.Settings.IdentityTokenLifetime,
        SoftwareId = client.Settings.SoftwareId,
        SoftwareVersion = client.Settings.SoftwareVersion,
        SecretGeneration = client.SecretGeneration,
        SecretMark = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(client.SecretHash)))[..16],
        CreatedUtc = client.CreatedUtc,
    };
}
