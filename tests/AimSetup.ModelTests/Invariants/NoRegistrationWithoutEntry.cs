using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.Registration;

namespace AimSetup.ModelTests.Invariants;

/// <summary>Nothing is leaked: what an install registered is in the journal of its machine as long as it exists, unless it was disabled instead, or left to those who use it.</summary>
internal static class NoRegistrationWithoutEntry
{
    public static void Check(MemoryAim aim, IReadOnlyDictionary<string, Transaction> byMark, Users users)
    {
        foreach (var registration in aim.Registrations.Where(r => r is { CreatedBy: not null, Enabled: true } && !ClientMark.IsInUse(r.Mark) && !users.Use(r) && !users.MayBeForgotten(r)))
        {
            var maker = byMark[registration.CreatedBy!];
            if (maker.Machine.Journal.ReadAll(_ => { }).All(e => e.Mark != maker.Mark))
                throw new InvariantException("NoRegistrationWithoutEntry", $"{registration} exists, and the journal of {maker} does not know it");
        }
    }
}
