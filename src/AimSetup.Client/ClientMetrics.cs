using System.Diagnostics.Metrics;
using AimSetup.Errors;

namespace AimSetup.Client;

/// <summary>What can be watched of all token sources of the process: the meter <c>AimSetup.Client</c>.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new("AimSetup.Client");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "aimsetup.client.token.request.duration", "s", "Time to get a token, all attempts and servers included; error.type is the number of the message, 'none' when one was granted.");

    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>(
        "aimsetup.client.token.rejections", "{token}", "Tokens that a server did not accept.");

    public static void Requested(Uri? endpoint, AimError? error, TimeSpan elapsed) => Duration.Record(elapsed.TotalSeconds,
        new KeyValuePair<string, object?>("server.address", endpoint?.Host),
        new KeyValuePair<string, object?>("error.type", error?.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"));

    public static void Rejected(Uri endpoint) => Rejections.Add(1, new KeyValuePair<string, object?>("server.address", endpoint.Host));
}
