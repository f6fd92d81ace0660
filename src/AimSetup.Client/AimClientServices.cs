using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

/// <summary>Adds the access tokens to a generic host.</summary>
public static class AimClientServices
{
    /// <summary>
    /// Adds <see cref="AimTokenSource"/>, one for the application, and <see cref="AimTokenHandler"/>, one for each HttpClient. They
    /// use the loggers of the host, and its TimeProvider if it has one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="clientId">The client identifier that the install registered (AIMCLIENTID).</param>
    /// <param name="configure">Sets other options; null: none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IServiceCollection AddAimClient(this IServiceCollection services, string clientId, Action<AimClientOptions>? configure = null)
    {
        var options = new AimClientOptions { ClientId = clientId };
        configure?.Invoke(options);
        options.Validate();
        services.TryAddSingleton(provider =>
        {
            options.TimeProvider ??= (TimeProvider?)provider.GetService(typeof(TimeProvider));
            var loggers = (ILoggerFactory?)provider.GetService(typeof(ILoggerFactory));
            return new AimTokenSource(options, loggers?.CreateLogger<AimTokenSource>());
        });
        services.TryAddTransient<AimTokenHandler>();
        return services;
    }
}
