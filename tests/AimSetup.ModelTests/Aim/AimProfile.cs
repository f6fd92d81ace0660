namespace AimSetup.ModelTests.Aim;

/// <summary>What the server offers.</summary>
internal enum AimProfile
{
    /// <summary>RFC 7591 and 7592, and an administrator may look clients up: everything that AimSetup knows to use.</summary>
    Dcr,

    /// <summary>RFC 7592 by the letter: only who has the registration access token may look, so that lookups stay without an answer.</summary>
    DcrWithoutLookup,

    /// <summary>The server forgets the software_id, so that nothing marks a client.</summary>
    DcrWithoutMark,

    /// <summary>The cmdlets of the Platform Common Services, with a removal and a description.</summary>
    Pcs,

    /// <summary>The published cmdlets alone: no removal, so that undoing disables; no description, so that nothing marks a client.</summary>
    PcsAsPublished,
}
