namespace AimSetup.CustomActions.Session;

/// <summary>What an action returns to Windows Installer ("Custom Action Return Values").</summary>
public enum ActionResult
{
    /// <summary>ERROR_SUCCESS.</summary>
    Success = 0,

    /// <summary>ERROR_NO_MORE_ITEMS: skip the remaining actions, which is no error.</summary>
    SkipRemainingActions = 259,

    /// <summary>ERROR_INSTALL_USEREXIT: the user cancelled.</summary>
    UserExit = 1602,

    /// <summary>ERROR_INSTALL_FAILURE.</summary>
    Failure = 1603,
}
