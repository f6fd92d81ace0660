using System.Net;
using System.Net.Sockets;

namespace AimSetup.TestSupport;

/// <summary>
/// A port of this machine's loopback addresses at which nobody listens, callers are refused, and which the system gives to nobody who
/// wants any port: tests beside this one do not get what a server left that comes back.
/// </summary>
public sealed class HeldPort : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Takes it.</summary>
    /// <param name="port">Its number, free since a moment; 0: any.</param>
    public HeldPort(int port = 0)
    {
        Take(IPAddress.Loopback, port);
        Number = ((IPEndPoint)_sockets[0].LocalEndPoint!).Port;
        if (Socket.OSSupportsIPv6)
            Take(IPAddress.IPv6Loopback, Number);
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    private void Take(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException e) when (address.AddressFamily == AddressFamily.InterNetworkV6 && e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // This machine has no such address.
        }
    }
}
