using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AimSetup.TestSupport;

/// <summary>A web site on loopback that answers what a test wants, and remembers the Authorization header of each request.</summary>
public sealed class LoopbackSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _authorizations = new();
    private readonly WebApplication _server;

    private LoopbackSite(Func<int, (HttpStatusCode Status, Uri? Location)> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(context =>
        {
            _authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
            var (status, location) = answer(_authorizations.Count);
            context.Response.StatusCode = (int)status;
            if (location is not null)
                context.Response.Headers.Location = location.AbsoluteUri;
            return Task.CompletedTask;
        });
    }

    /// <summary>For example <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Address => new(_server.Urls.Single());

    /// <summary>The Authorization header of each request so far, empty where there was none.</summary>
    public IReadOnlyList<string> Authorizations => [.. _authorizations];

    /// <summary>Starts a site.</summary>
    /// <param name="answer">Says status and Location header for the request with this number, from 1 on.</param>
    public static async Task<LoopbackSite> StartAsync(Func<int, (HttpStatusCode Status, Uri? Location)> answer)
    {
        var site = new LoopbackSite(answer);
        await site._server.StartAsync();
        return site;
    }

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
