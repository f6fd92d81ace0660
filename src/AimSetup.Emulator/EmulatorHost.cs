using System.Security.Cryptography.X509Certificates;
using AimSetup.Emulator.Certificates;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Cmdlets;
using AimSetup.Emulator.Control;
using AimSetup.Emulator.Endpoints;
using AimSetup.Emulator.Hosting;
using AimSetup.Emulator.Logging;
using AimSetup.Emulator.Mes;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tokens;

namespace AimSetup.Emulator;

/// <summary>A running emulator.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly Stack<IDisposable> _parts = new();
    private readonly List<WebApplication> _servers = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

    private EmulatorHost(EmulatorOptions options)
    {
        try
        {
            var store = new CertificateStore(options.CertificateFolder, options.CertificateNames, options.IntermediateCertificate);
            var certificates = Own(store.Open());
            RootCertificate = certificates.Root;
            if (options.RootFile is not null)
                CertificateStore.WriteRoot(certificates.Root, options.RootFile);

            var storage = options.StorageFile is null ? null : new ClientStorage(options.StorageFile);
            var log = Own(new RequestLog(options.LogFile, options.LogWriter));
            State = new EmulatorState(new ClientRegistry(storage), log, options.RegistrationPolicy);

            var sockets = Own(LoopbackSockets.Bind(options.Port, withIPv6: true));
            var controlSockets = Own(LoopbackSockets.Bind(options.ControlPort, withIPv6: false));
            BaseAddress = new UriBuilder(Uri.UriSchemeHttps, options.Host, sockets.Port, Addresses.Root + "/").Uri;
            ControlAddress = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", controlSockets.Port).Uri;

            var pipeline = CreatePipeline(options, Own(new SigningKey(store.OpenSigningKey())), log);
            var server = WebServer.Build(sockets, ServerCertificate.CreateContext(certificates, options.SendsRoot), State.CountConnection);
            server.Run(pipeline.InvokeAsync);
            _servers.Add(server);
            var control = WebServer.Build(controlSockets, certificate: null);
            new ControlApi(State).Map(control);
            _servers.Add(control);
        }
        catch
        {
            DisposeParts();
            throw;
        }
    }

    /// <summary>Where the emulator answers, for example <c>https://localhost:8443/identitymanager/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Where the MES Web API answers, for example <c>https://localhost:8443/mesmw/api/v3/entity</c>.</summary>
    public Uri MesAddress => new(BaseAddress, Addresses.MesEntityPath);

    /// <summary>Where the control API answers, for example <c>http://127.0.0.1:9001/</c>.</summary>
    public Uri ControlAddress { get; }

    /// <summary>The root certificate, without its key, that clients have to trust. Valid until the host is disposed.</summary>
    public X509Certificate2 RootCertificate { get; }

    /// <summary>The SHA-1 thumbprint of the root in hexadecimal digits.</summary>
    public string RootThumbprint => RootCertificate.Thumbprint;

    /// <summary>What the emulator knows; tests may look at it and change it.</summary>
    public EmulatorState State { get; }

    /// <summary>Starts an emulator; when the task ends, it answers.</summary>
    /// <exception cref="EmulatorException">It cannot start, for example because the port is in use.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var host = new EmulatorHost(options);
        try
        {
            foreach (var server in host._servers)
                await server.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the emulator at once: open connections are closed, and new ones refused.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _stopping.CancelAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        foreach (var server in _servers)
        {
            await server.StopAsync(deadline.Token);
            await server.DisposeAsync();
        }

        DisposeParts();
    }

    private Pipeline CreatePipeline(EmulatorOptions options, SigningKey key, RequestLog log)
    {
        var addresses = new Addresses(BaseAddress);
        var policy = State.RegistrationPolicy;
        var issuer = new TokenIssuer(addresses, key);
        var users = new UserDirectory(options.Users);
        var discovery = new DiscoveryEndpoints(addresses, policy, key);
        return new Pipeline(
            State.Faults,
            log,
            discovery,
            new TokenEndpoint(State.Registry, users, issuer, policy),
            new RegistrationEndpoint(State.Registry, policy, new BearerCaller(policy, issuer), addresses),
            new CmdletEndpoint(State.Registry, users),
            new MesEndpoint(addresses, discovery, State.Mes),
            options.AnswerTime,
            _stopping.Token);
    }

    private void DisposeParts()
    {
        while (_parts.TryPop(out var part))
            part.Dispose();
        _stopping.Dispose();
    }

    private T Own<T>(T part) where T : IDisposable
    {
        _parts.Push(part);
        return part;
    }
}
