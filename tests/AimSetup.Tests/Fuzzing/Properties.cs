using AimSetup.TestSupport.Fuzzing;
using FsCheck;

namespace AimSetup.Tests.Fuzzing;

/// <summary>How properties are tried: as <see cref="Fuzz"/> runs tests.</summary>
internal static class Properties
{
    private const ulong UnaskedSeed = 2026;
    private const ulong UnaskedGamma = 1125;

    /// <summary>Throws when a property does not hold.</summary>
    /// <param name="moderate">The number of values that keeps the suite fast.</param>
    /// <returns>The configuration.</returns>
    public static Config Config(int moderate)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Runs(moderate));
        return Fuzz.IsFresh ? config : config.WithReplay(UnaskedSeed, UnaskedGamma);
    }
}
