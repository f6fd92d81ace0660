namespace AimSetup.CustomActions.Session;

/// <summary>What the states of a feature mean that MsiGetFeatureState tells (INSTALLSTATE).</summary>
public static class FeatureStates
{
    private const int Unknown = -1;
    private const int Absent = 2;

    /// <summary>Whether a feature is there when the installation has ended.</summary>
    /// <param name="installed">The state that it has.</param>
    /// <param name="action">The state that it is to get; unknown: it keeps the one that it has.</param>
    /// <returns>Whether it is installed or advertised then.</returns>
    public static bool IsKept(int installed, int action) => (action == Unknown ? installed : action) is not (Unknown or Absent);
}
