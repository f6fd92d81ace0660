using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AimSetup.Emulator.Hosting;

/// <summary>ASP.NET Core on bound sockets, with nothing from the environment, no configuration files and no log of its own.</summary>
internal static class WebServer
{
    private const int LongestBody = 64 * 1024;

    /// <summary>Builds a server; with a certificate it speaks HTTPS, else HTTP. It tells of each connection that is ready for requests.</summary>
    public static WebApplication Build(LoopbackSockets sockets, SslStreamCertificateContext? certificate, Action? onConnection = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoConsoleLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(options => options.CreateBoundListenSocket = endPoint => sockets.Take((IPEndPoint)endPoint));
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LongestBody;
            foreach (var endPoint in sockets.EndPoints)
                options.Listen(endPoint, listen => Configure(listen, certificate, onConnection));
        });
        return builder.Build();
    }

    private static void Configure(ListenOptions listen, SslStreamCertificateContext? certificate, Action? onConnection)
    {
        // With HTTP/1.1 a dropped connection is dropped for one request, not for all that share it.
        listen.Protocols = HttpProtocols.Http1;
        if (certificate is not null)
        {
            listen.UseHttps(
                (_, _, _, _) => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificate,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                }),
                state: null!);
        }
        if (onConnection is not null)
        {
            // Behind TLS: what comes here has completed the handshake.
            listen.Use(next => connection =>
            {
                onConnection();
                return next(connection);
            });
        }
    }
}
