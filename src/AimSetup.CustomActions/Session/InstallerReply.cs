namespace AimSetup.CustomActions.Session;

/// <summary>What Windows Installer answers to a message.</summary>
public enum InstallerReply
{
    /// <summary>Go on.</summary>
    None,

    /// <summary>The user pressed Cancel.</summary>
    Cancel,
}
