using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using AimSetup.Cli.Options;
using AimSetup.CustomActions.Settings;
using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Registration;
using AimSetup.Tokens;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Cli.Doctoring;

/// <summary>Looks, step by step, at what a registration needs. Changes nothing.</summary>
/// <param name="settings">The settings.</param>
/// <param name="http">The connection.</param>
/// <param name="logger">Is told what is asked and answered.</param>
internal sealed class Doctor(InstallSettings settings, AimHttpClient http, ILogger logger)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remarkable = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = ["dns", "tcp", "tls", "discovery", "clock", "token", "registrar", "rights"];

    private const string NoClient = "no client ID was given (--client)";

    private readonly List<DoctorCheck> _checks = [];

    /// <summary>Is told of each check as it ends.</summary>
    public required Action<DoctorCheck> Tell { get; init; }

    /// <summary>The kind of error of the first check that failed; null: none did, or it has no number.</summary>
    public AimErrorDefinition? FirstError { get; private set; }

    /// <summary>Makes all checks; what cannot be looked at after a failure is skipped.</summary>
    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var address = settings.Server!.BaseAddress;
        if (await NetworkAsync(address, cancellationToken).ConfigureAwait(false)
            && await DiscoverAsync(address, cancellationToken).ConfigureAwait(false) is { } endpoints)
        {
            await TokenAsync(endpoints, cancellationToken).ConfigureAwait(false);
            await RightsAsync(endpoints, cancellationToken).ConfigureAwait(false);
        }
        foreach (var name in Names.Except(_checks.Select(c => c.Name)))
            Add(new DoctorCheck(name, DoctorState.Skipped, "not looked at, because of what failed before"));
        return _checks;
    }

    private async Task<bool> NetworkAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = http.Budget.Limit(cancellationToken);
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(address.DnsSafeHost, limit.Token).ConfigureAwait(false);
            Add(new DoctorCheck("dns", DoctorState.Ok, $"{address.DnsSafeHost} is {string.Join(", ", addresses.Select(a => a.ToString()))}"));
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return Fail("dns", AimErrors.Unreachable, $"{address.DnsSafeHost} has no address here ({Reason(e)}). Use the fully qualified name, and check the name servers and the hosts file of this machine.");
        }
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(addresses, address.Port, limit.Token).ConfigureAwait(false);
            Add(new DoctorCheck("tcp", DoctorState.Ok, $"port {Number(address.Port)} answers"));
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return Fail("tcp", AimErrors.Unreachable, $"port {Number(address.Port)} cannot be reached ({Reason(e)}). Check the port, the firewall, and that the AVEVA Identity Manager service runs.");
        }
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            Add(new DoctorCheck("tls", DoctorState.Skipped, "plain http on this machine"));
            return true;
        }
        DoctorCheck tls;
        var check = new TlsCheck(settings.Trust);
        try
        {
            tls = await check.RunAsync(socket.GetStream(), address.DnsSafeHost, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsNetworkFault(e, cancellationToken))
        {
            return Fail("tls", AimErrors.Unreachable, $"no answer to the TLS handshake ({Reason(e)}).");
        }
        if (tls.State == DoctorState.Ok)
            Add(tls);
        return tls.State == DoctorState.Ok || Fail("tls", check.Fault, tls.Text);
    }

    private async Task<AimEndpoints?> DiscoverAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var document = await new DiscoveryClient(http, logger).GetAsync(settings.Server!, cancellationToken).ConfigureAwait(false);
            var endpoints = await new EndpointFinder(http, logger).FindAsync(settings.Server!, settings.TokenServer, cancellationToken).ConfigureAwait(false);
            Add(document.Issuer is null
                ? new DoctorCheck("discovery", DoctorState.Warning, $"there is no discovery document; the token endpoint that AVEVA documents is used: {endpoints.TokenEndpoint}. Check that --server names AVEVA Identity Manager.")
                : new DoctorCheck("discovery", DoctorState.Ok, $"issuer {ServerText.Clean(document.Issuer)}, tokens from {endpoints.TokenEndpoint}, {(endpoints.RegistrationEndpoint is { } r ? $"dynamic client registration at {r}" : "no dynamic client registration")}"));
            await ClockAsync(address, cancellationToken).ConfigureAwait(false);
            return endpoints;
        }
        catch (AimException e)
        {
            Fail("discovery", e.Error);
            return null;
        }
    }

    private async Task ClockAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(address, ".well-known/openid-configuration")), Repeat.Safe, cancellationToken).ConfigureAwait(false);
        if (answer.Date is not { } date)
        {
            Add(new DoctorCheck("clock", DoctorState.Skipped, "the server does not tell its time"));
            return;
        }
        var skew = DateTimeOffset.UtcNow - date;
        var text = $"this machine is {Number((int)Math.Abs(skew.TotalSeconds))} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server";
        if (skew.Duration() < Remarkable)
            Add(new DoctorCheck("clock", DoctorState.Ok, text));
        else
            Add(new DoctorCheck("clock", skew.Duration() < Tolerated ? DoctorState.Warning : DoctorState.Failed, $"{text}: tokens and certificates are judged by the clock. Set the clocks of both by a time server (NTP)."));
    }

    private async Task TokenAsync(AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (settings.ClientId is null || settings.ClientSecret is null)
        {
            Add(new DoctorCheck("token", DoctorState.Skipped, settings.ClientId is null ? NoClient : "no client secret was given"));
            return;
        }
        try
        {
            var answer = await new TokenClient(http).ClientCredentialsAsync(endpoints.TokenEndpoint, settings.ClientId, settings.ClientSecret, cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
                Add(new DoctorCheck("token", DoctorState.Ok, $"granted for '{settings.ClientId}'{(answer.ExpiresIn is { } seconds ? $", valid for {Number(seconds)} s" : "")}"));
            else
                Fail("token", AimErrors.ProofFailed.With(settings.ClientId, endpoints.Server, answer.ErrorText!));
        }
        catch (AimException e)
        {
            Fail("token", e.Error);
        }
    }

    private async Task RightsAsync(AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (settings.Credentials is null && settings.Registrar != RegistrarFactory.PcsCmdlets)
        {
            Add(new DoctorCheck("registrar", DoctorState.Skipped, "no account was given; only a client that is registered already can be used"));
            Add(new DoctorCheck("rights", DoctorState.Skipped, "no account was given"));
            return;
        }
        var factory = new RegistrarFactory(http, logger) { Credentials = settings.Credentials, Options = settings.Options };
        IClientRegistrar registrar;
        try
        {
            var choice = await factory.ChooseAsync(settings.Registrar, endpoints, cancellationToken).ConfigureAwait(false);
            if (choice.Registrar is null)
            {
                Fail("registrar", choice.Error!);
                return;
            }
            registrar = choice.Registrar;
            var capabilities = await registrar.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            Add(new DoctorCheck("registrar", DoctorState.Ok, SettingNames.ForCommandLine(string.Join("; ", [$"{registrar.Name} ({choice.Reason})", .. capabilities.Notes]))));
        }
        catch (AimException e)
        {
            Fail("registrar", e.Error);
            return;
        }
        if (settings.ClientId is null)
        {
            Add(new DoctorCheck("rights", DoctorState.Skipped, NoClient));
            return;
        }
        try
        {
            var found = await registrar.FindAsync(settings.ClientId, cancellationToken).ConfigureAwait(false);
            Add(new DoctorCheck("rights", found.UnknownBecause is null ? DoctorState.Ok : DoctorState.Warning,
                found.UnknownBecause ?? $"clients can be looked up ('{settings.ClientId}' is {(found.Client is null ? "not registered" : "registered")}); that they can be changed too only a change proves"));
        }
        catch (AimException e)
        {
            Fail("rights", e.Error);
        }
    }

    private bool Fail(string name, AimErrorDefinition definition, string text)
    {
        FirstError ??= definition;
        Add(new DoctorCheck(name, DoctorState.Failed, text));
        return false;
    }

    private void Fail(string name, AimError error) => Fail(name, error.Definition, SettingNames.ForCommandLine(error.Text));

    private void Add(DoctorCheck check)
    {
        _checks.Add(check with { Text = check.Text.ReplaceLineEndings(" ") });
        Tell(_checks[^1]);
    }

    private static bool IsNetworkFault(Exception e, CancellationToken cancellationToken) =>
        e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Reason(Exception e) => e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
