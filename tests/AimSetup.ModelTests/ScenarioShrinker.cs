using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests;

/// <summary>Makes a run simpler, one thing at a time: fewer steps, less trouble, plainer jobs.</summary>
internal static class ScenarioShrinker
{
    public static IEnumerable<Scenario> Shrink(Scenario scenario) => Steps(scenario.Steps).Select(steps => scenario with { Steps = steps });

    private static IEnumerable<IReadOnlyList<Step>> Steps(IReadOnlyList<Step> steps)
    {
        for (var half = steps.Count / 2; half > 1; half /= 2)
        {
            for (var from = 0; from + half <= steps.Count; from += half)
                yield return [.. steps.Take(from), .. steps.Skip(from + half)];
        }
        for (var i = 0; i < steps.Count; i++)
            yield return [.. steps.Take(i), .. steps.Skip(i + 1)];
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var simpler in Simpler(steps[i]))
                yield return [.. steps.Take(i), simpler, .. steps.Skip(i + 1)];
        }
    }

    private static IEnumerable<Step> Simpler(Step step) => step switch
    {
        Start start =>
        [
            .. Troubles(start.Plan).Select(t => start with { Plan = t }),
            .. Troubles(start.Register).Select(t => start with { Register = t }),
            .. Troubles(start.Rollback).Select(t => start with { Rollback = t }),
            .. start.Resumes ? [start with { Resumes = false }] : Array.Empty<Start>(),
            .. Jobs(start.Job).Select(j => start with { Job = j }),
        ],
        Finish finish => Troubles(finish.Trouble).Select(t => finish with { Trouble = t }),
        Resume resume => Troubles(resume.Trouble).Select(t => resume with { Trouble = t }),
        _ => [],
    };

    private static IEnumerable<Job> Jobs(Job job)
    {
        if (job.Existing != "adopt")
            yield return job with { Existing = "adopt" };
        if (job.WrongSecret)
            yield return job with { WrongSecret = false };
        if (!job.WithAccount)
            yield return job with { WithAccount = true };
        if (job.Client != 0)
            yield return job with { Client = 0 };
        if (job.Product != 0)
            yield return job with { Product = 0 };
    }

    private static IEnumerable<Trouble> Troubles(Trouble trouble)
    {
        if (trouble == Trouble.None)
            yield break;
        yield return Trouble.None;
        foreach (var fault in trouble.Faults.Where(_ => trouble.Faults.Count > 1))
            yield return trouble with { Faults = [fault] };
        foreach (var fault in trouble.Faults.Where(f => trouble.Faults.Count == 1 && f.Count > 1))
            yield return trouble with { Faults = [new Fault(fault.Exchange, 1, fault.Kind)] };
        if (trouble.Crash is { Torn: true } crash)
            yield return trouble with { Crash = crash with { Torn = false } };
        if (trouble.Meanwhile is { } meanwhile)
        {
            foreach (var steps in Steps(meanwhile.Steps).Where(s => s.Count > 0))
                yield return trouble with { Meanwhile = meanwhile with { Steps = steps } };
        }
    }
}
