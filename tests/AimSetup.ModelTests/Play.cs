using AimSetup.ModelTests.Machines;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests;

/// <summary>Plays a run in a folder of its own. In memory where there is such a disk: a journal is flushed at each write.</summary>
internal static class Play
{
    private static readonly string Root = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "aimsetup-model-" + Environment.ProcessId);

    /// <returns>How much went wrong in it.</returns>
    /// <exception cref="Invariants.InvariantException">An invariant does not hold.</exception>
    public static int Run(Scenario scenario)
    {
        var folder = Path.Combine(Root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            var world = new World(scenario.Profile, folder);
            world.Run(scenario.Steps);
            world.Settle();
            return world.Invariants.Troubles;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
