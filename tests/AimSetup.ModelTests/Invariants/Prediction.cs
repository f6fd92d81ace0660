using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests.Invariants;

/// <summary>How an install ends in which nothing goes wrong, by what AIM has when it begins.</summary>
internal static class Prediction
{
    /// <returns>The outcome and the number of the error (empty: none), as the outcome line shows them.</returns>
    public static (string Outcome, string Error) Of(MemoryAim aim, Transaction transaction)
    {
        var job = transaction.Step.Job;
        var found = aim.Find(transaction.ClientId);
        if (aim.Grants(transaction.ClientId, transaction.Secret))
            return OfKnown(aim, job, found!);
        if (!job.WithAccount && !aim.IsPcs)
            return ("refused", "29010");
        if (found is not null)
            return ("refused", job.Existing == "fail" ? "29007" : "29006");
        return ("created", "");
    }

    private static (string, string) OfKnown(MemoryAim aim, Job job, AimClient found)
    {
        var differs = found.Lifetime != World.Lifetime;
        return job.Existing switch
        {
            "fail" => ("refused", "29007"),
            "update" when job.WithAccount && !aim.AdministratorMayLook => ("refused", "29024"),
            "update" when differs && !job.WithAccount => ("refused", "29010"),
            "update" when differs => ("updated", ""),
            _ => ("adopted", ""),
        };
    }
}
