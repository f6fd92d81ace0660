using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Invariants;

/// <summary>The outcome line is there, once, and what it says is so in AIM at that moment.</summary>
internal static class OutcomeIsTrue
{
    public static void Check(MemoryAim aim, Transaction transaction, IReadOnlyList<OutcomeText> outcomes, ActionResult result, Func<OutcomeText, string> markOf)
    {
        var isRemoval = transaction.Payload?.Task is PayloadTask.Uninstall or PayloadTask.Unregister;
        var action = transaction.Action;
        if (action == InstallerModel.Plan.Name)
            Require(outcomes.Count == (transaction.Payload is { Task: not PayloadTask.HandOn } ? 0 : 1));
        else if (transaction.Payload!.Task == PayloadTask.HandOn)
            Require(outcomes.All(o => o.Outcome is "skipped" or "rolled-back"));
        else if (action == InstallerModel.Register.Name)
            Require(outcomes.Count == 1 && (outcomes[0].Outcome == "refused") == (result != ActionResult.Success));
        else if (action == InstallerModel.RollbackAction.Name)
            Require(outcomes.Count <= 1 && outcomes.All(o => o.Outcome is "rolled-back" or "not-rolled-back" or "disabled" or "skipped"));
        else
            Require(isRemoval ? outcomes.Count > 0 : outcomes.Count == 0);
        foreach (var outcome in outcomes)
            Require(IsTrue(aim, transaction, outcome, markOf));

        void Require(bool holds)
        {
            if (!holds)
                throw new InvariantException("OutcomeIsTrue", $"{transaction}: {action} gave {result} and said '{string.Join("', '", outcomes)}'; AIM has {string.Join(", ", aim.Registrations)}");
        }
    }

    /// <summary>The same for an earlier transaction that AimPlan finished.</summary>
    public static void CheckRecovered(MemoryAim aim, Transaction transaction, OutcomeText outcome, Func<OutcomeText, string> markOf)
    {
        if (!IsTrue(aim, transaction, outcome, markOf))
            throw new InvariantException("OutcomeIsTrue", $"{transaction}: recovery said '{outcome}'; AIM has {string.Join(", ", aim.Registrations)}");
    }

    private static bool IsTrue(MemoryAim aim, Transaction transaction, OutcomeText outcome, Func<OutcomeText, string> markOf)
    {
        var found = aim.Find(transaction.ClientId);
        return outcome.Outcome switch
        {
            "created" => (found?.CreatedBy == transaction.Mark || aim.WasTakenAwayByHand(transaction.Mark)) && aim.Grants(transaction.ClientId, transaction.Secret),
            "adopted" => aim.Grants(transaction.ClientId, transaction.Secret),
            "updated" => aim.Grants(transaction.ClientId, transaction.Secret) && found!.Lifetime == World.Lifetime,
            // Disabled instead, or left to others: that was said before.
            "rolled-back" => (found?.CreatedBy != transaction.Mark || !found.Enabled || transaction.IsLeftToOthers) && IsRestored(aim, transaction, found),
            "removed" => aim.Find(outcome.Client) is not { } other || other.CreatedBy != markOf(outcome),
            "disabled" => aim.Find(outcome.Client) is { Enabled: false } && outcome.Error == "29026",
            "refused" or "not-rolled-back" => outcome.Error.Length > 0,
            "skipped" => true,
            _ => false,
        };
    }

    // Between the change and this look others can have changed the client, or its maker removed it: who may is another invariant.
    private static bool IsRestored(MemoryAim aim, Transaction transaction, AimClient? found) =>
        transaction.Payload?.Before is not { } before || found is null || found.Lifetime == before.Settings.TokenLifetime
        || aim.Changes.FindLast(c => c.Registration == found)?.By?.Machine != transaction.Machine;
}
