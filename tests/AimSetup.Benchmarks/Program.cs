using AimSetup.Benchmarks;
using AimSetup.TestSupport.Machines;

// How much time AimSetup adds. Argument "tokens": to calls of MES, by AimSetup.Client. Else to an install: the sample client's
// package as the vendor makes it, and the same package treated, registering a client and adopting one, in turn on one machine.
// Last argument: the number of rounds.
var rounds = args is [.., var last] && int.TryParse(last, out var given) && given > 0 ? given : 10;
if (args is ["tokens", ..])
{
    await using var tokens = await TokenComparison.StartAsync();
    await tokens.RunAsync(rounds);
    tokens.Print(Console.Out);
    return 0;
}

if (Requirement.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

await using var comparison = await Comparison.StartAsync();
await comparison.RunAsync(rounds);
comparison.Print(Console.Out);
return 0;
