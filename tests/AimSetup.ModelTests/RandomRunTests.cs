using System.Globalization;
using AimSetup.ModelTests.Aim;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace AimSetup.ModelTests;

/// <summary>
/// Random runs against AIM in memory, with time that passes by itself. A failure shows the shortest run that it found and the
/// seed; <c>AIMSETUP_MODEL_REPLAY</c> plays that seed again, <c>AIMSETUP_MODEL_RUNS</c> plays more or fewer.
/// </summary>
public abstract class RandomRunTests(ITestOutputHelper output)
{
    private protected void PlayRuns(AimProfile profile, int runs)
    {
        var arbitrary = Arb.From(ScenarioGenerator.Of(profile), ScenarioShrinker.Shrink);
        var config = Config.QuickThrowOnFailure.WithMaxTest(Number("AIMSETUP_MODEL_RUNS") ?? runs).WithQuietOnSuccess(true);
        Prop.ForAll(arbitrary, scenario => { Play.Run(scenario); }).Check(config);
        output.WriteLine($"{profile}: {runs} runs");
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

public sealed class DcrRunTests(ITestOutputHelper output) : RandomRunTests(output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Invariants_Hold_WhateverHappens(int profile) => PlayRuns((AimProfile)profile, 2000);
}
