using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Discovery;

/// <summary>Finds the addresses that a registration works with.</summary>
/// <param name="http">The connection.</param>
/// <param name="logger">Is told what was found.</param>
public sealed class EndpointFinder(AimHttpClient http, ILogger logger)
{
    /// <summary>Asks the servers for their discovery documents.</summary>
    /// <param name="server">Where clients are registered.</param>
    /// <param name="tokenServer">Where tokens come from; null: the same.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The addresses.</returns>
    /// <exception cref="AimException">No connection, or an answer that cannot be used.</exception>
    public async Task<AimEndpoints> FindAsync(AimServerAddress server, AimServerAddress? tokenServer, CancellationToken cancellationToken = default)
    {
        var discovery = new DiscoveryClient(http, logger);
        var administration = await discovery.GetAsync(server, cancellationToken).ConfigureAwait(false);
        var tokens = tokenServer is null || tokenServer.Equals(server)
            ? administration
            : await discovery.GetAsync(tokenServer, cancellationToken).ConfigureAwait(false);
        return new AimEndpoints
        {
            Server = server.ToString(),
            TokenEndpoint = tokens.TokenEndpoint,
            AdministratorTokenEndpoint = administration.TokenEndpoint,
            RegistrationEndpoint = administration.RegistrationEndpoint,
        };
    }
}
