using System.Net;
using System.Net.Sockets;

namespace AimSetup.Tests.Transport;

/// <summary>
/// An address of this machine that does not answer, as one behind a firewall: somebody listens there, and takes no more callers. Where
/// such callers are refused, as by Windows, they are.
/// </summary>
internal sealed class DeafAddress : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _caller = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DeafAddress(int port = 0)
    {
        _listener.Bind(new IPEndPoint(Address, port));
        _listener.Listen(0);
        _caller.Connect(_listener.LocalEndPoint!);
    }

    public static IPAddress Address { get; } = IPAddress.Parse("127.0.0.2");

    public Uri Uri => new($"https://{_listener.LocalEndPoint}/");

    public void Dispose()
    {
        _caller.Dispose();
        _listener.Dispose();
    }
}
