#if NET
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace AimSetup.Transport;

/// <summary>
/// Makes the connections below <see cref="AimHttpHandler"/>. Windows waits 21 seconds for an address that does not answer; where a name
/// has several addresses, as that of a server with two network cards, the next one is tried long before.
/// </summary>
internal class AimConnector(TimeBudget budget)
{
    // What is lost on the way is sent again after one second, and after three.
    private const long Patience = 4 * TimeSpan.TicksPerSecond;

    private readonly List<string> _reached = [];

    /// <summary>Whether a connection to a server (scheme, name and port) stood once.</summary>
    public bool HasReached(string server)
    {
        lock (_reached)
            return _reached.Contains(server);
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        for (var left = addresses.Length; ; left--)
        {
            var address = addresses[addresses.Length - left];
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (left > 1)
                budget.Clock.CancelAfter(limit, TimeSpan.FromTicks(Math.Min(budget.Remaining.Ticks / (left + 1), Patience)));
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), limit.Token).ConfigureAwait(false);
                lock (_reached)
                    _reached.Add(context.InitialRequestMessage.RequestUri!.GetLeftPart(UriPartial.Authority));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception)
            {
                socket?.Dispose();
                if (left == 1 || cancellationToken.IsCancellationRequested)
                    throw;
            }
        }
    }

    /// <summary>Finds the addresses of a name.</summary>
    protected virtual Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(name, cancellationToken);
}
#endif
