using System.Globalization;
using System.Net.Http;
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
/// <param name="checks">Gets what was found.</param>
internal sealed class Doctor(InstallSettings settings, AimHttpClient http, ILogger logger, DoctorChecks checks)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remarkable = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = ["dns", "tcp", "tls", "discovery", "clock", "token", "registrar", "rights"];

    private const string NoClient = "no client ID was given (--client)";

    /// <summary>Makes all checks; what cannot be looked at after a failure is skipped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var address = settings.Server!.BaseAddress;
        if (await new NetworkCheck(http.Budget, settings.Trust, checks).RunAsync(address, cancellationToken).ConfigureAwait(false)
            && await DiscoverAsync(address, cancellationToken).ConfigureAwait(false) is { } endpoints)
        {
            await TokenAsync(endpoints, cancellationToken).ConfigureAwait(false);
            await RightsAsync(endpoints, cancellationToken).ConfigureAwait(false);
        }
        foreach (var name in Names.Except(checks.All.Select(c => c.Name)))
            checks.Add(new DoctorCheck(name, DoctorState.Skipped, "not looked at, because of what failed before"));
    }

    private async Task<AimEndpoints?> DiscoverAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var document = await new DiscoveryClient(http, logger).GetAsync(settings.Server!, cancellationToken).ConfigureAwait(false);
            var endpoints = await new EndpointFinder(http, logger).FindAsync(settings.Server!, settings.TokenServer, cancellationToken).ConfigureAwait(false);
            checks.Add(document.Issuer is null
                ? new DoctorCheck("discovery", DoctorState.Warning, $"there is no discovery document; the token endpoint that AVEVA documents is used: {endpoints.TokenEndpoint}. Check that --server names AVEVA Identity Manager.")
                : new DoctorCheck("discovery", DoctorState.Ok, $"issuer {ServerText.Clean(document.Issuer)}, tokens from {endpoints.TokenEndpoint}, {(endpoints.RegistrationEndpoint is { } r ? $"dynamic client registration at {r}" : "no dynamic client registration")}"));
            await ClockAsync(address, cancellationToken).ConfigureAwait(false);
            return endpoints;
        }
        catch (AimException e)
        {
            checks.Fail("discovery", e.Error);
            return null;
        }
    }

    private async Task ClockAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(address, ".well-known/openid-configuration")), Repeat.Safe, cancellationToken).ConfigureAwait(false);
        if (answer.Date is not { } date)
        {
            checks.Add(new DoctorCheck("clock", DoctorState.Skipped, "the server does not tell its time"));
            return;
        }
        var skew = DateTimeOffset.UtcNow - date;
        var text = $"this machine is {Number((int)Math.Abs(skew.TotalSeconds))} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server";
        if (skew.Duration() < Remarkable)
            checks.Add(new DoctorCheck("clock", DoctorState.Ok, text));
        else
            checks.Add(new DoctorCheck("clock", skew.Duration() < Tolerated ? DoctorState.Warning : DoctorState.Failed, $"{text}: tokens and certificates are judged by the clock. Set the clocks of both by a time server (NTP)."));
    }

    private async Task TokenAsync(AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (settings.ClientId is null || settings.ClientSecret is null)
        {
            checks.Add(new DoctorCheck("token", DoctorState.Skipped, settings.ClientId is null ? NoClient : "no client secret was given"));
            return;
        }
        try
        {
            var answer = await new TokenClient(http).ClientCredentialsAsync(endpoints.TokenEndpoint, settings.ClientId, settings.ClientSecret, cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
                checks.Add(new DoctorCheck("token", DoctorState.Ok, $"granted for '{settings.ClientId}'{(answer.ExpiresIn is { } seconds ? $", valid for {Number(seconds)} s" : "")}"));
            else
                checks.Fail("token", AimErrors.ProofFailed.With(settings.ClientId, endpoints.Server, answer.ErrorText!));
        }
        catch (AimException e)
        {
            checks.Fail("token", e.Error);
        }
    }

    private async Task RightsAsync(AimEndpoints endpoints, CancellationToken cancellationToken)
    {
        if (settings.Credentials is null && settings.Registrar != RegistrarFactory.PcsCmdlets)
        {
            checks.Add(new DoctorCheck("registrar", DoctorState.Skipped, "no account was given; only a client that is registered already can be used"));
            checks.Add(new DoctorCheck("rights", DoctorState.Skipped, "no account was given"));
            return;
        }
        var factory = new RegistrarFactory(http, logger) { Credentials = settings.Credentials, Options = settings.Options };
        IClientRegistrar registrar;
        try
        {
            var choice = await factory.ChooseAsync(settings.Registrar, endpoints, cancellationToken).ConfigureAwait(false);
            if (choice.Registrar is null)
            {
                checks.Fail("registrar", choice.Error!);
                return;
            }
            registrar = choice.Registrar;
            var capabilities = await registrar.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            checks.Add(new DoctorCheck("registrar", DoctorState.Ok, SettingNames.ForCommandLine(string.Join("; ", [$"{registrar.Name} ({choice.Reason})", .. capabilities.Notes]))));
        }
        catch (AimException e)
        {
            checks.Fail("registrar", e.Error);
            return;
        }
        if (settings.ClientId is null)
        {
            checks.Add(new DoctorCheck("rights", DoctorState.Skipped, NoClient));
            return;
        }
        try
        {
            var found = await registrar.FindAsync(settings.ClientId, cancellationToken).ConfigureAwait(false);
            checks.Add(new DoctorCheck("rights", found.UnknownBecause is null ? DoctorState.Ok : DoctorState.Warning,
                found.UnknownBecause ?? $"clients can be looked up ('{settings.ClientId}' is {(found.Client is null ? "not registered" : "registered")}); that they can be changed too only a change proves"));
        }
        catch (AimException e)
        {
            checks.Fail("rights", e.Error);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
