namespace AimSetup.Benchmarks;

/// <summary>What was typed.</summary>
/// <param name="Quick">Few rounds: a minute, to see that all of it works; its figures are no basis for anything.</param>
/// <param name="Sections">Which benchmarks; empty: all.</param>
internal sealed record BenchOptions(bool Quick, IReadOnlyList<string> Sections)
{
    public static BenchOptions Parse(IReadOnlyList<string> arguments) =>
        new(arguments.Contains("--quick"), [.. arguments.Where(a => !a.StartsWith('-'))]);

    /// <summary>How often something is done.</summary>
    public int Rounds(int full, int quick) => Quick ? quick : full;
}
