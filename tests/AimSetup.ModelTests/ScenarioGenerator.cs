using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.ModelTests.Steps;
using FsCheck;
using FsCheck.Fluent;

namespace AimSetup.ModelTests;

/// <summary>Random runs. Half of all actions meet nothing; otherwise hardly anything would ever succeed.</summary>
internal static class ScenarioGenerator
{
    private const int LongestRun = 10;

    public static Gen<Scenario> Of(AimProfile profile) =>
        from length in Gen.Choose(2, LongestRun)
        from steps in Gen.ArrayOf(AnyStep, length)
        select new Scenario(profile, steps);

    private static Gen<int> Machines => Gen.Choose(0, World.MachineCount - 1);

    // Most of it is about one client ID: there the machines meet.
    private static Gen<int> Clients => Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)));

    private static Gen<Job> Jobs =>
        from kind in Gen.Frequency((8, Gen.Constant(JobKind.Install)), (2, Gen.Constant(JobKind.Repair)), (1, Gen.Constant(JobKind.RepairWithoutSecret)),
            (2, Gen.Constant(JobKind.UpgradeWithoutSecret)), (1, Gen.Constant(JobKind.Uninstall)), (3, Gen.Constant(JobKind.Unregister)))
        from product in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)))
        from client in Clients
        from wrongSecret in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from withAccount in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from existing in Gen.Frequency((4, Gen.Constant("adopt")), (2, Gen.Constant("update")), (1, Gen.Constant("fail")))
        select new Job(kind, product, client, wrongSecret, withAccount, existing);

    private static Gen<Step> Starts(Gen<Trouble> troubles) =>
        from machine in Machines
        from job in Jobs
        from plan in troubles
        from register in troubles
        from rollback in troubles
        from resumes in Gen.Elements(false, true)
        select (Step)new Start(machine, job, plan, register, rollback, resumes);

    private static Gen<Step> Finishes(Gen<Trouble> troubles) =>
        from machine in Machines
        from succeeds in Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))
        from trouble in troubles
        select (Step)new Finish(machine, succeeds, trouble);

    private static Gen<Step> Administers =>
        from what in Gen.Elements(Enum.GetValues<AdministerKind>())
        from client in Clients
        select (Step)new Administer(what, client);

    private static Gen<Step> AnyStep => Gen.Frequency(
        (10, Starts(Troubles(withMeanwhile: true))),
        (10, Finishes(Troubles(withMeanwhile: true))),
        (1, Machines.Select(m => (Step)new PowerLoss(m))),
        (1, from machine in Machines from trouble in Troubles(withMeanwhile: false) select (Step)new Resume(machine, trouble)),
        (2, Administers));

    private static Gen<Fault> Faults =>
        from exchange in Gen.Choose(0, 5)
        from count in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Choose(2, 4)), (1, Gen.Constant(100)))
        from kind in Gen.Elements(Enum.GetValues<FaultKind>())
        select new Fault(exchange, count, kind);

    private static Gen<Crash> Crashes =>
        from point in Gen.Choose(0, 12)
        from torn in Gen.Elements(false, true)
        from lost in Gen.Elements(false, true)
        select new Crash(point, torn, lost);

    private static Gen<Meanwhile> Meanwhiles =>
        from exchange in Gen.Choose(0, 5)
        from steps in Gen.Choose(1, 3).SelectMany(n => Gen.ArrayOf(Gen.Frequency((3, Starts(Gen.Constant(Trouble.None))), (3, Finishes(Gen.Constant(Trouble.None))), (1, Administers)), n))
        select new Meanwhile(exchange, steps);

    private static Gen<Trouble> Troubles(bool withMeanwhile) => Gen.Frequency(
        (7, Gen.Constant(Trouble.None)),
        (3, from faults in Gen.Choose(1, 2).SelectMany(n => Gen.ArrayOf(Faults, n)) select new Trouble(faults, null, null)),
        (2, Crashes.Select(crash => new Trouble([], crash, null))),
        (withMeanwhile ? 1 : 0, Meanwhiles.Select(meanwhile => new Trouble([], null, meanwhile))));
}
