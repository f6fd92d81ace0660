namespace AimSetup.Benchmarks.Reporting;

/// <summary>What repeated measurements come to.</summary>
/// <param name="Median">Half of them are below.</param>
/// <param name="Low">A quarter of them are below.</param>
/// <param name="High">A quarter of them are above.</param>
internal sealed record Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75));
    }

    // Between two values where there is none at that place.
    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
