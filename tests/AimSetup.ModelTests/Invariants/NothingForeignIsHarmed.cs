using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.Registration;

namespace AimSetup.ModelTests.Invariants;

/// <summary>
/// A registration is removed or disabled only by the rollback of the install that made it, or on the same machine, when that did
/// not come to its end, by recovery or by the rollback of the install that took it over, or by the uninstall (with AIMUNREGISTER=1) of the product that made it on the same machine; and changed only by an install that was asked to update it,
/// or that notes its use.
/// One case is open: <see cref="MemoryAim.IsMistakable"/>.
/// </summary>
internal static class NothingForeignIsHarmed
{
    public static void Check(MemoryAim aim, AimChange change, IReadOnlyDictionary<string, Transaction> byMark)
    {
        if (change.By is not { } by || change.What == AimChangeKind.Created)
            return;
        var maker = byMark.GetValueOrDefault(change.Registration.CreatedBy ?? "");
        var holds = change.What == AimChangeKind.Changed
            ? change.Action == InstallerModel.Plan.Name
                ? byMark.Values.Any(t => t.Machine == by.Machine && t.MayLeaveEntry && IsChangedBy(change, t))
                : IsChangedBy(change, by) || (change.Registration.ClientId == by.ClientId && ClientMark.IsInUse(change.Registration.Mark))
            : change.Action == InstallerModel.CommitAction.Name
                ? by.Payload!.Task == PayloadTask.Unregister && maker?.Machine == by.Machine && maker.Product.IsVersionOf(by.Product)
                : maker == by || change.Registration.CreatedBy == by.OwnMark || (maker?.Machine == by.Machine && maker.MayLeaveEntry);
        if (!holds && !aim.IsMistakable(change.Registration.ClientId))
            throw new InvariantException("NothingForeignIsHarmed", $"{by}: {change.Action} {change.What.ToString().ToLowerInvariant()} {change.Registration}");
    }

    private static bool IsChangedBy(AimChange change, Transaction transaction) =>
        change.Registration.ClientId == transaction.ClientId && transaction.Payload?.Task == PayloadTask.Update;
}
