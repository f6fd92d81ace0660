using AimSetup.Fleet;

if (FleetOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(FleetOptions.Usage);
    return 2;
}
var result = await new FleetRun(options).RunAsync();
Console.WriteLine(FleetReport.Outcome(result));
Console.WriteLine();
Console.WriteLine(FleetReport.Load(result, options));
Console.WriteLine(result.IsRight ? "fleet: as it must be" : "fleet: NOT as it must be");
return result.IsRight ? 0 : 1;
