using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AimSetup.Errors;
using AimSetup.Transport;

namespace AimSetup.Cli.Doctoring;

/// <summary>Looks whether a server's name is known, its port answers, and its certificate is one that an install trusts.</summary>
/// <param name="budget">How long it may take.</param>
/// <param name="trust">Which certificates are trusted.</param>
/// <param name="checks">Gets what was found.</param>
internal sealed class NetworkCheck(TimeBudget budget, TrustSettings trust, DoctorChecks checks)
{
    /// <summary>Makes the checks <c>dns</c>, <c>tcp</c> and <c>tls</c>.</summary>
    /// <param name="address">The server.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Whether requests can get there.</returns>
    public async Task<bool> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = budget.Limit(cancellationToken);
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(address.DnsSafeHost, limit.Token).ConfigureAwait(false);
            checks.Add(new DoctorCheck("dns", DoctorState.Ok, $"{address.DnsSafeHost} is {string.Join(", ", addresses.Select(a => a.ToString()))}"));
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return checks.Fail("dns", AimErrors.Unreachable, $"{address.DnsSafeHost} has no address here ({Reason(e)}). Use the fully qualified name, and check the name servers and the hosts file of this machine.");
        }
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(addresses, address.Port, limit.Token).ConfigureAwait(false);
            checks.Add(new DoctorCheck("tcp", DoctorState.Ok, $"port {Number(address.Port)} answers"));
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return checks.Fail("tcp", AimErrors.Unreachable, $"port {Number(address.Port)} cannot be reached ({Reason(e)}). Check the port, the firewall, and that the AVEVA Identity Manager service runs.");
        }
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            checks.Add(new DoctorCheck("tls", DoctorState.Skipped, "plain http on this machine"));
            return true;
        }
        DoctorCheck tls;
        var check = new TlsCheck(trust);
        try
        {
            tls = await check.RunAsync(socket.GetStream(), address.DnsSafeHost, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return checks.Fail("tls", AimErrors.Unreachable, $"no answer to the TLS handshake ({Reason(e)}).");
        }
        if (tls.State == DoctorState.Ok)
            checks.Add(tls);
        return tls.State == DoctorState.Ok || checks.Fail("tls", check.Fault, tls.Text);
    }

    private static bool IsNetworkFault(Exception e, CancellationToken cancellationToken) =>
        e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Reason(Exception e) => e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
