using AimSetup.Benchmarks;
using AimSetup.TestSupport.Machines;

// How much time AimSetup adds to an install: the sample client's package as the vendor makes it, and the
// same package treated, registering a client and adopting one, in turn on one machine. Argument: the number of rounds.
if (Requirement.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

var rounds = args is [var first, ..] && int.TryParse(first, out var given) && given > 0 ? given : 10;
await using var comparison = await Comparison.StartAsync();
await comparison.RunAsync(rounds);
comparison.Print(Console.Out);
return 0;
