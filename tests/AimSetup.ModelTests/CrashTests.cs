using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Invariants;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests;

/// <summary>Not at random: the process is gone at each point there is, one after the other, in each action of the runs that matter.</summary>
public sealed class CrashTests
{
    // Beyond the last point of every action; there nothing happens, and the run must go on as usual.
    private const int Points = 24;

    [Theory]
    [InlineData("adopt")]
    [InlineData("update")]
    public void Invariants_Hold_WhereverTheProcessIsGone(string existing)
    {
        var crashes = 0;
        foreach (var profile in Enum.GetValues<AimProfile>())
        {
            foreach (var crash in Crashes())
            {
                foreach (var steps in Runs(existing, new Trouble([], crash, null)))
                    crashes += Run(new Scenario(profile, steps));
            }
        }
        Assert.True(crashes > 500, $"Only {crashes} processes were gone.");
    }

    private static int Run(Scenario scenario)
    {
        try
        {
            return Play.Run(scenario);
        }
        catch (InvariantException e)
        {
            Assert.Fail($"{e.Message}\n{scenario}");
            throw;
        }
    }

    private static IEnumerable<Crash> Crashes() =>
        from point in Enumerable.Range(0, Points)
        from second in Enumerable.Range(0, 2)
        let lost = second == 1
        select new Crash(point, Torn: lost, lost);

    private static IEnumerable<IReadOnlyList<Step>> Runs(string existing, Trouble crash)
    {
        var job = new Job(JobKind.Install, 0, 0, WrongSecret: false, WithAccount: true, existing);
        Start Start(int machine, Trouble plan, Trouble register, Trouble rollback) => new(machine, job, plan, register, rollback);
        var quiet = Start(0, Trouble.None, Trouble.None, Trouble.None);
        var later = new Step[] { quiet, new Finish(0, true, Trouble.None), Start(1, Trouble.None, Trouble.None, Trouble.None), new Finish(1, true, Trouble.None) };
        var lostAnswer = new Trouble([new Fault(0, 1, FaultKind.DropAfter)], null, null);

        // An existing client with other settings, so that an update has something to do.
        var before = existing == "update" ? new Step[] { new Administer(AdministerKind.Register, 0), new Administer(AdministerKind.Change, 0) } : [];
        yield return [.. before, Start(0, crash, Trouble.None, Trouble.None), .. later];
        yield return [.. before, Start(0, Trouble.None, crash, Trouble.None), .. later];
        yield return [.. before, Start(0, Trouble.None, lostAnswer, crash), .. later];
        yield return [.. before, quiet, new Finish(0, true, crash), .. later];
        yield return [.. before, quiet, new Finish(0, false, crash), .. later];
        yield return [.. before, quiet, new Finish(0, true, Trouble.None), new Start(0, job with { Kind = JobKind.Unregister }, crash, Trouble.None, Trouble.None), new Finish(0, true, crash), .. later];

        // Two products with one client: the other one is upgraded without a secret, and then its maker is to remove the client.
        static Start Quiet(Job what) => new(0, what, Trouble.None, Trouble.None, Trouble.None);
        var other = job with { Product = 1 };
        yield return
        [
            .. before, quiet, new Finish(0, true, Trouble.None), Quiet(other), new Finish(0, true, Trouble.None),
            new Start(0, other with { Kind = JobKind.UpgradeWithoutSecret }, Trouble.None, crash, Trouble.None), new Finish(0, true, crash),
            Quiet(job with { Kind = JobKind.Unregister }), new Finish(0, true, Trouble.None), .. later,
        ];

        // Windows Installer rolls back what was suspended when the next install, which needs no account for the client, has planned already.
        yield return [.. before, quiet, new PowerLoss(0), new Start(0, job with { WithAccount = false }, Trouble.None, crash, Trouble.None, Resumes: true), new Finish(0, true, crash), .. later];
    }
}
