namespace AimSetup.Build;

/// <summary>What was typed behind <c>build.cmd</c>.</summary>
/// <param name="Target">The target, or nothing when the line makes no sense.</param>
/// <param name="Filter">For the target test: which tests.</param>
/// <param name="Problem">What is wrong with the line.</param>
internal sealed record CommandLine(string Target, string? Filter, string Problem)
{
    /// <summary>For the target bench: what is handed on.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    public const string Usage =
        """
        Usage: sh build.cmd TARGET   (on Windows: build TARGET)
          build                 compiles everything; the programs and the sample's packages land in artifacts/
          test [--filter EXPR]  pack, then all tests, or those that the "dotnet test" filter EXPR selects
          pack                  build, then the NuGet packages for MSIs and for applications, in artifacts/packages/
          model                 goes through all states of the protocol's model with spin; on Linux
          demo                  build, then a demonstration: the sample client's installation against the emulator
          bench [--quick] [NAME ...]
                                build, then all benchmarks, or those named; tables, and artifacts/bench/NAME.json
          clean                 removes artifacts/ and the bin and obj folders
          help                  this text
        """;

    private static readonly string[] Targets = ["build", "test", "pack", "model", "demo", "bench", "clean", "help"];

    public static CommandLine Parse(IReadOnlyList<string> arguments) => arguments switch
    {
        [] => new("help", null, ""),
        ["test", "--filter", var filter] => new("test", filter, ""),
        ["bench", ..] => new("bench", null, "") { Rest = [.. arguments.Skip(1)] },
        [var target] when Targets.Contains(target) => new(target, null, ""),
        [var target, ..] when !Targets.Contains(target) => new("", null, $"there is no target '{target}'."),
        [var target, ..] => new("", null, $"the target '{target}' does not take '{string.Join(' ', arguments.Skip(1))}'."),
    };
}
