using System.Net;
using AimSetup.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client.Tests;

/// <summary>The tokens in a generic host, registered as docs/client.md recommends it.</summary>
public sealed class AimClientServicesTests : ClientTest
{
    [Fact]
    public async Task AddAimClient_GivesHttpClientsTheToken()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));

        // As before version 9 of Microsoft.Extensions.Http. At the end the log is searched for the token.
        services.ConfigureHttpClientDefaults(http => http.RedactLoggedHeaders(_ => false));
        services.AddSingleton<TimeProvider>(Time);
        services.AddAimClient(ClientId, options =>
        {
            options.CredentialFolder = Folder.Combine("clients");
            options.Protector = Protector;
        });
        services.AddHttpClient("mes", http => http.BaseAddress = new Uri(Mes, "."))
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<AimTokenSource>().CreateHandler())
            .AddHttpMessageHandler<AimTokenHandler>()
            .RedactLoggedHeaders(_ => true);
        await using var provider = services.BuildServiceProvider();

        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("mes");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("entity", UriKind.Relative))).StatusCode);
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        await http.GetAsync(new Uri("entity", UriKind.Relative));
        Assert.Equal(2, TokenRequests);
        Assert.Equal(2, Log.Count(40));
        Assert.Contains("Authorization: *", Log.AllText, StringComparison.Ordinal);
        Assert.Contains("Content-Type: *", Log.AllText, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => services.AddAimClient(""));
    }

    [Fact]
    public async Task AddAimClient_TakesTheLaterOptions_WhenTheClientIsThereAlready()
    {
        File.Delete(CredentialFile);
        var services = new ServiceCollection().AddAimClient(ClientId, options => options.Pause = TimeSpan.FromSeconds(7));

        // As a test of the application does it, with what the application registers before.
        AimClientOptions? before = null;
        services.AddAimClient(ClientId, options => (before, options.Credentials) = (options, Credentials())).AddAimClient(ClientId);
        await using var provider = services.BuildServiceProvider();
        await TokenAsync(provider.GetRequiredService<AimTokenSource>());
        Assert.Equal((TimeSpan.FromSeconds(7), 1), (before!.Pause, TokenRequests));
    }

    [Fact]
    public async Task AddAimClient_LeavesTheOptions_WhenTheLaterOnesAreNotValid()
    {
        var services = new ServiceCollection().AddAimClient(ClientId, options => options.Credentials = Credentials());
        Assert.Throws<ArgumentException>(() => services.AddAimClient(ClientId, options => options.Timeout = TimeSpan.Zero));
        await using var provider = services.BuildServiceProvider();
        await TokenAsync(provider.GetRequiredService<AimTokenSource>());
    }

    [Fact]
    public void AddAimClient_Throws_WhenAnotherClientIsThere()
    {
        var services = new ServiceCollection().AddAimClient(ClientId).AddAimClient(ClientId);
        Assert.Single(services, s => s.ServiceType == typeof(AimTokenSource));
        var fault = Assert.Throws<InvalidOperationException>(() => services.AddAimClient("another-client"));
        services.RemoveAll<AimTokenSource>().AddAimClient("another-client");
        Assert.Contains($"'{ClientId}', and not for 'another-client'", fault.Message, StringComparison.Ordinal);
    }
}
