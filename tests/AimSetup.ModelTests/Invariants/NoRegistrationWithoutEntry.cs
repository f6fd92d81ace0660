using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Invariants;

/// <summary>Nothing is leaked: what an install registered is in the journal of its machine as long as it exists, unless it was disabled instead.</summary>
internal static class NoRegistrationWithoutEntry
{
    public static void Check(MemoryAim aim, IReadOnlyDictionary<string, Transaction> byMark)
    {
        foreach (var registration in aim.Registrations.Where(r => r is { CreatedBy: not null, Enabled: true }))
        {
            var maker = byMark[registration.CreatedBy!];
            if (maker.Machine.Journal.Find(maker.Name) is null)
                throw new InvariantException("NoRegistrationWithoutEntry", $"{registration} exists, and the journal of {maker} does not know it");
        }
    }
}
