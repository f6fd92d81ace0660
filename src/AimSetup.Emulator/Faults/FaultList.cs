namespace AimSetup.Emulator.Faults;

/// <summary>The faults in force, in the order in which they were added. A request meets at most one: the first that is due.</summary>
public sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
            _entries.Add(new Entry(fault));
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_lock)
            _entries.Clear();
    }

    /// <summary>The faults that were added, those that are used up included.</summary>
    public IReadOnlyList<Fault> List()
    {
        lock (_lock)
            return [.. _entries.Select(entry => entry.Fault)];
    }

    internal Fault? Take(EmulatorOperation operation)
    {
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if ((entry.Fault.Operation == EmulatorOperation.Any || entry.Fault.Operation == operation) && entry.IsDue())
                    return entry.Fault;
            }
        }

        return null;
    }

    private sealed class Entry(Fault fault)
    {
        private int _passed;
        private int _failed;

        public Fault Fault => fault;

        public bool IsDue()
        {
            if (_passed < fault.Skip)
            {
                _passed++;
                return false;
            }

            if (_failed >= fault.Times)
                return false;
            _failed++;
            fault.Hit();
            return true;
        }
    }
}
