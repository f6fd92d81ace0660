using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AimSetup.TestSupport.Fuzzing;

/// <summary>A web server on loopback that answers every request with the same bytes, whatever they are, and ends the connection.</summary>
public sealed class CannedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Starts it.</summary>
    public CannedServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its address, without TLS: that is allowed on loopback.</summary>
    public AimServerAddress Address => AimServerAddress.TryParse($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}", out var address, out _) ? address : throw new InvalidOperationException();

    /// <summary>What it answers.</summary>
    public byte[] Answer { get; set; } = [];

    /// <summary>How often it sends that.</summary>
    public int Times { get; set; } = 1;

    /// <summary>A whole answer around a body.</summary>
    public static byte[] Http(int status, string type, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Fuzzed\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            await ReadRequestAsync(stream);
            for (var i = 0; i < Times; i++)
                await stream.WriteAsync(Answer);
            client.Client.Shutdown(SocketShutdown.Send);

            // Until the other side has read it: closing earlier could take the answer away.
            var rest = new byte[1024];
            while (await stream.ReadAsync(rest) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has had enough.
        }
    }

    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var head = received.ToString();
            var end = head.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && head.Length >= end + 4 + BodyLength(head))
                return;
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                return;
            received.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }

    private static int BodyLength(string head)
    {
        const string name = "Content-Length:";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + name.Length)..head.IndexOf("\r\n", at, StringComparison.Ordinal)].Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
