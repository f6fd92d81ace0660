using System.Globalization;

namespace AimSetup.Fleet;

/// <summary>A result as rows of the tables in docs/fleet.md, and what it consists of.</summary>
internal static class FleetReport
{
    private const string OutcomeHead =
        """
        | machines | survivors with token | creations − take-backs | server errors | leaked | unexplained | most requests of one connection |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    private const string LoadHead =
        """
        | machines | at once | answer time | installs per second | bare loop | ratio | requests per install | bare loop | connections per install | bare loop | processor time per install | bare loop | median | p99 |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>Whether the server and the machines are as they must be afterwards.</summary>
    public static string Outcome(FleetResult result) =>
        $"""
        {OutcomeHead}
        | {result.Machines} | {result.WithToken} of {result.Survivors} | {result.Creations} − {result.Removals} | {result.ServerErrors} | {result.Leaked} | {result.Unexplained} | {result.MostRequests} |
        {string.Join(", ", result.Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"))}; faults met: {result.Faults}
        """;

    /// <summary>What it asked of the server and how fast, beside the bare loop.</summary>
    public static string Load(FleetResult result, FleetOptions options)
    {
        var (installs, loop, machines) = (result.Installs, result.Loop, result.Machines);
        return LoadHead + Environment.NewLine + string.Create(CultureInfo.InvariantCulture,
            $"| {machines} | {options.AtOnce} | {options.AnswerTime.TotalMilliseconds:0} ms | {machines / installs.Time.TotalSeconds:0} | {machines / loop.Time.TotalSeconds:0} | {result.Ratio:0.00} | {Each(installs.Requests):0.00} | {Each(loop.Requests):0.00} | {Each(installs.Connections):0.00} | {Each(loop.Connections):0.00} | {Each(installs.Work.TotalMilliseconds):0.0} ms | {Each(loop.Work.TotalMilliseconds):0.0} ms | {result.Median.TotalMilliseconds:0} ms | {result.Slow.TotalMilliseconds:0} ms |");

        double Each(double whole) => whole / machines;
    }
}
