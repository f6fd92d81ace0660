using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

/// <summary>Adds the access tokens to a generic host.</summary>
public static class AimClientServices
{
    /// <summary>
    /// Adds <see cref="AimTokenSource"/>, one for the application, and <see cref="AimTokenHandler"/>, one for each HttpClient. They
    /// use the loggers of the host, and its TimeProvider if it has one. Called again for the same client, it changes the options that
    /// the application set: the later call wins, as tests need it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="clientId">The client identifier that the install registered (AIMCLIENTID).</param>
    /// <param name="configure">Sets other options; null: none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="InvalidOperationException">The services have the tokens of another client: make an <see cref="AimTokenSource"/> of your own for this one.</exception>
    public static IServiceCollection AddAimClient(this IServiceCollection services, string clientId, Action<AimClientOptions>? configure = null)
    {
        // Whoever took the source out again, as tests do, may add another.
        if (!services.Any(s => s.ServiceType == typeof(AimTokenSource)))
            services.RemoveAll<AddedClient>();
        var added = services.Select(s => s.ServiceType == typeof(AddedClient) ? (AddedClient)s.ImplementationInstance! : null).FirstOrDefault(c => c is not null);

        var before = added?.Options.ClientId;
        var options = before == clientId ? added!.Options.Copy() : new AimClientOptions { ClientId = clientId };
        configure?.Invoke(options);
        options.Validate();
        if (before is not null && before != options.ClientId)
            throw new InvalidOperationException($"These services get their tokens for the client '{before}', and not for '{options.ClientId}' as well: make an AimTokenSource of your own for that, and give its AimTokenHandler to the HttpClient.");
        if (added is null)
            services.AddSingleton(added = new AddedClient());
        added.Options = options;
        services.TryAddSingleton(provider =>
        {
            var effective = added.Options.Copy();
            effective.TimeProvider ??= (TimeProvider?)provider.GetService(typeof(TimeProvider));
            var loggers = (ILoggerFactory?)provider.GetService(typeof(ILoggerFactory));
            return new AimTokenSource(effective, loggers?.CreateLogger<AimTokenSource>());
        });
        services.TryAddTransient<AimTokenHandler>();
        return services;
    }

    private sealed class AddedClient
    {
        public AimClientOptions Options { get; set; } = new();
    }
}
