namespace AimSetup.TestSupport.Machines;

/// <summary>Exit codes of Windows Installer. Linux hands on the lowest eight bits of them only.</summary>
public static class MsiExitCode
{
    /// <summary>ERROR_SUCCESS.</summary>
    public const int Success = 0;

    /// <summary>ERROR_INSTALL_USEREXIT.</summary>
    public const int UserExit = 1602;

    /// <summary>ERROR_INSTALL_FAILURE.</summary>
    public const int Failure = 1603;

    private static readonly int[] Known = [Success, 1601, UserExit, Failure, 1605, 1612, 1618, 1619, 1620, 1622, 1624, 1625, 1633, 1636, 1638, 1639, 1641, 3010];

    internal static int FromShell(int code) => Known.FirstOrDefault(known => known % 256 == code, code);
}
