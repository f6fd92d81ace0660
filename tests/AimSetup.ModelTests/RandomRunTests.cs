using System.Globalization;
using AimSetup.ModelTests.Aim;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace AimSetup.ModelTests;

/// <summary>
/// Random runs against AIM in memory, with time that passes by itself. What fails is shown as the shortest run that was found,
/// with its seed: <c>AIMSETUP_MODEL_REPLAY</c> plays that one again, or others with the value <c>random</c>, <c>AIMSETUP_MODEL_RUNS</c> plays more or fewer of each
/// class. One class a server, so that they run side by side.
/// </summary>
public abstract class RandomRunTests(ITestOutputHelper output)
{
    private const ulong UnaskedSeed = 2026;
    private const ulong UnaskedGamma = 1125;

    private protected void PlayRuns(AimProfile profile, int runs)
    {
        var (seed, gamma, size) = Replay();
        runs = int.TryParse(Environment.GetEnvironmentVariable("AIMSETUP_MODEL_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : runs;
        output.WriteLine($"{profile}: {runs} runs, seed {seed},{gamma}");
        var arbitrary = Arb.From(ScenarioGenerator.Of(profile), ScenarioShrinker.Shrink);
        var config = Config.QuickThrowOnFailure.WithMaxTest(size is null ? runs : 1).WithQuietOnSuccess(true);
        config = size is { } at ? config.WithReplay(seed, gamma, at) : config.WithReplay(seed, gamma);
        var troubles = 0;
        Prop.ForAll(arbitrary, scenario => { troubles += Play.Run(scenario); }).Check(config);
        output.WriteLine($"{troubles} faults and crashes met");
    }

    // As a failure shows it: seed,gamma,size; without the size all runs of that seed are played. What is played unasked is the same
    // each time, so that a failure is the fault of a change.
    private static (ulong Seed, ulong Gamma, int? Size) Replay()
    {
        var text = Environment.GetEnvironmentVariable("AIMSETUP_MODEL_REPLAY");
        if (text is null or "")
            return (UnaskedSeed, UnaskedGamma, null);
        if (text == "random")
            return ((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64() | 1, null);
        var parts = text.Trim('(', ')').Split(',');
        return (Number(parts[0]), Number(parts[1]), parts.Length > 2 ? (int)Number(parts[2]) : null);
    }

    private static ulong Number(string text) => ulong.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
