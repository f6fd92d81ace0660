using AimSetup.Build;

var repository = Repository.Find();
var steps = new Steps(repository);
try
{
    return CommandLine.Parse(args) switch
    {
        { Target: "help" } => Help(),
        { Target: "clean" } => new Cleaning(repository).Run(),
        { Target: "build" } => Build(),
        { Target: "test" } when OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess => RefuseTests(),
        { Target: "test" } command => BuildAndPack() is var code and not 0 ? code : new Testing(repository, steps).Run(command.Filter),
        { Target: "pack" } => BuildAndPack(report: true),
        { Target: "model" } => new Modelling(repository, steps).Run(),
        { Target: "demo" } => Build() is var code and not 0 ? code : new Demo(repository).Run(),
        { Target: "bench" } command => Build() is var code and not 0 ? code : new Benching(repository, steps).Run(command.Rest),
        { Problem: var problem } => Refuse(problem),
    };
}
catch (StepFailedException failure)
{
    // The step has said why.
    return failure.ExitCode;
}

int Build()
{
    new DebianPackages(steps).Require();
    return new Building(repository, steps).Run();
}

// Tests look at the packages too.
int BuildAndPack(bool report = false)
{
    if (Build() is var code and not 0)
        return code;
    var packing = new Packing(repository, steps);
    packing.Run();
    if (report)
        packing.Report();
    return 0;
}

static int Help()
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

// Journals and credentials are Administrators' on Windows, and nobody else may make them so.
static int RefuseTests()
{
    Console.Error.WriteLine("build: the tests need administrator rights: run this in a prompt that was started as administrator, on a machine for trying things, since it installs and removes packages.");
    return 2;
}

static int Refuse(string problem)
{
    Console.Error.WriteLine("build: " + problem);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}
