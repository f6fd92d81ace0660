namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>What a custom action returns.</summary>
public enum ActionResult
{
    /// <summary>ERROR_SUCCESS.</summary>
    Success = 0,

    /// <summary>ERROR_NO_MORE_ITEMS.</summary>
    SkipRemainingActions = 259,

    /// <summary>ERROR_INSTALL_USEREXIT.</summary>
    UserExit = 1602,

    /// <summary>ERROR_INSTALL_FAILURE.</summary>
    Failure = 1603,

    /// <summary>ERROR_FUNCTION_NOT_CALLED.</summary>
    NotExecuted = 1626,
}
