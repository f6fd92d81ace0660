namespace AimSetup.Journaling;

/// <summary>How far an install got with AIM. An entry that was rolled back is deleted.</summary>
public enum JournalPhase
{
    /// <summary>AIM is about to be asked; whether it was, and what it did, is not known.</summary>
    Intended,

    /// <summary>AIM made the change and its answer is in the entry.</summary>
    Applied,

    /// <summary>A token was granted.</summary>
    Verified,

    /// <summary>The install failed and is being taken back; an entry that stays so has a rollback that did not come to its end.</summary>
    RollingBack,

    /// <summary>The install succeeded. The entry stays as the record of what this machine registered.</summary>
    Committed,
}
