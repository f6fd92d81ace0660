using System.Net;
using System.Net.Sockets;

namespace AimSetup.Emulator.Hosting;

/// <summary>
/// Listening sockets on loopback, IPv4 and IPv6 on one port. They are bound before the web server starts, since it cannot
/// take one free port for both by itself.
/// </summary>
internal sealed class LoopbackSockets : IDisposable
{
    private const int Attempts = 20;

    private readonly Dictionary<AddressFamily, Socket> _sockets = [];

    private LoopbackSockets(int port) => Port = port;

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The addresses that are bound.</summary>
    public IEnumerable<IPEndPoint> EndPoints => _sockets.Values.Select(socket => (IPEndPoint)socket.LocalEndPoint!);

    /// <summary>Binds a port, or a free one when it is 0; a machine without IPv6 gets IPv4 only.</summary>
    public static LoopbackSockets Bind(int port, bool withIPv6)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Listen(AddressFamily.InterNetwork, IPAddress.Loopback, port);
            var sockets = new LoopbackSockets(((IPEndPoint)first.LocalEndPoint!).Port);
            sockets._sockets.Add(AddressFamily.InterNetwork, first);
            if (!withIPv6 || !Socket.OSSupportsIPv6)
                return sockets;
            try
            {
                sockets._sockets.Add(
                    AddressFamily.InterNetworkV6, Listen(AddressFamily.InterNetworkV6, IPAddress.IPv6Loopback, sockets.Port));
                return sockets;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                return sockets;
            }
            catch (EmulatorException) when (port == 0 && attempt < Attempts)
            {
                // Free for IPv4, taken for IPv6: try the next free port.
                sockets.Dispose();
            }
            catch
            {
                sockets.Dispose();
                throw;
            }
        }
    }

    /// <summary>Hands over the socket of an address; whoever takes it disposes it.</summary>
    public Socket Take(IPEndPoint endPoint)
    {
        _sockets.Remove(endPoint.AddressFamily, out var socket);
        return socket ?? throw new InvalidOperationException($"No socket is bound to {endPoint}.");
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
            socket.Dispose();
    }

    private static Socket Listen(AddressFamily family, IPAddress address, int port)
    {
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (family == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new EmulatorException(
                    $"Port {port} is in use. Name another port, or end the program that listens there.", exception),
                SocketError.AccessDenied when OperatingSystem.IsWindows() => new EmulatorException(
                    $"Port {port} is reserved by Windows or another program has it for itself alone. Name another port:"
                    + " 'netsh interface ipv4 show excludedportrange tcp' lists what is reserved.",
                    exception),
                SocketError.AccessDenied => new EmulatorException(
                    $"Port {port} is not permitted for this user. Name a port above 1023.", exception),
                _ => exception,
            };
        }
    }
}
