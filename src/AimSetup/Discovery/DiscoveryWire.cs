using AimSetup.Serialization;

namespace AimSetup.Discovery;

internal sealed class DiscoveryWire
{
    public static JsonForm<DiscoveryWire> Json { get; } = JsonForm<DiscoveryWire>.ToRead(static members => new DiscoveryWire
    {
        Issuer = members.TextOrNull("issuer"),
        TokenEndpoint = members.TextOrNull("token_endpoint"),
        RegistrationEndpoint = members.TextOrNull("registration_endpoint"),
    });

    public string? Issuer { get; init; }

    public string? TokenEndpoint { get; init; }

    public string? RegistrationEndpoint { get; init; }
}
