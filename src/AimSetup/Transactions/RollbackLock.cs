using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Transactions;

/// <summary>The lock of a rollback. It follows its install, so that what keeps a lock from being made at all, a full disk for example, is no reason to take nothing back.</summary>
internal sealed class RollbackLock : IDisposable
{
    private readonly IDisposable? _taken;

    public RollbackLock(Journal journal, string transaction)
    {
        try
        {
            _taken = journal.Lock(transaction);
            IsBusy = _taken is null;
        }
        catch (AimException)
        {
        }
    }

    /// <summary>Whether somebody else has it.</summary>
    public bool IsBusy { get; }

    public void Dispose() => _taken?.Dispose();
}
