using System.Globalization;

namespace AimSetup.TestSupport.Fuzzing;

/// <summary>
/// Runs a test many times, each time with random numbers of its own. A failure names the seed of that one run;
/// AIMSETUP_FUZZ_SEED repeats it. Unasked, the seeds are the same each time, so that a failure is the fault of a change.
/// AIMSETUP_FUZZ_FACTOR multiplies the number of runs, which is small by default, and takes seeds that nobody has seen yet.
/// </summary>
public static class Fuzz
{
    private const int UnaskedSeed = 2026;

    private static readonly int? Factor = Number("AIMSETUP_FUZZ_FACTOR");
    private static readonly int? Seed = Number("AIMSETUP_FUZZ_SEED");

    /// <summary>Whether the runs are to be others each time.</summary>
    public static bool IsFresh => Factor is not null;

    /// <summary>How many runs there are.</summary>
    /// <param name="moderate">The number that keeps the suite fast.</param>
    /// <returns>The number for this execution.</returns>
    public static int Runs(int moderate) => checked(moderate * (Factor ?? 1));

    /// <summary>Runs a test.</summary>
    /// <param name="moderate">The number of runs that keeps the suite fast.</param>
    /// <param name="test">The test.</param>
    public static void Check(int moderate, Action<Random> test) => CheckAsync(moderate, random =>
    {
        test(random);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>Runs a test.</summary>
    /// <param name="moderate">The number of runs that keeps the suite fast.</param>
    /// <param name="test">The test.</param>
    /// <returns>The task.</returns>
    public static async Task CheckAsync(int moderate, Func<Random, Task> test)
    {
        foreach (var seed in Seed is { } given ? [given] : Seeds(Runs(moderate)))
        {
            try
            {
                await test(new Random(seed));
            }
#pragma warning disable CA1031 // Whatever went wrong, the seed belongs to it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                throw new InvalidOperationException($"AIMSETUP_FUZZ_SEED={seed} repeats this: {e.GetType().Name}: {e.Message}", e);
            }
        }
    }

    // Not one number after the other: generators with neighbouring seeds begin alike.
    private static IEnumerable<int> Seeds(int count)
    {
        var seeds = IsFresh ? Random.Shared : new Random(UnaskedSeed);
        return Enumerable.Range(0, count).Select(_ => seeds.Next());
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
