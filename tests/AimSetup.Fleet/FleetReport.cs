using System.Globalization;

namespace AimSetup.Fleet;

/// <summary>A result as a row of the table in docs/fleet.md, and what it consists of.</summary>
internal static class FleetReport
{
    public const string Head =
        """
        | machines | survivors with token | creations − take-backs | requests per install | median | p99 | server errors | leaked | whole | bare loop | ratio |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    public static string Row(FleetResult result) => string.Create(CultureInfo.InvariantCulture,
        $"| {result.Machines} | {result.WithToken} of {result.Survivors} | {result.Creations} − {result.Removals} | {(double)result.Requests / result.Machines:0.00} | {result.Median.TotalMilliseconds:0} ms | {result.Slow.TotalMilliseconds:0} ms | {result.ServerErrors} | {result.Leaked} | {result.Total.TotalSeconds:0.0} s | {result.Bare.TotalSeconds:0.0} s | {result.Total / result.Bare:0.00} |");

    public static string Details(FleetResult result) =>
        $"{string.Join(", ", result.Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"))}; faults met: {result.Faults}; most requests of one connection: {result.MostRequests}; unexplained journal entries: {result.Unexplained}; "
        + string.Create(CultureInfo.InvariantCulture, $"processor time of a machine: {result.Work.TotalMilliseconds / result.Machines:0.0} ms, of the bare loop for one: {result.BareWork.TotalMilliseconds / result.Machines:0.0} ms");
}
