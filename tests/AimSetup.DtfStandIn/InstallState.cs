namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>States of features.</summary>
public enum InstallState
{
    /// <summary>No state: the feature keeps the one that it has.</summary>
    Unknown = -1,

    /// <summary>It is advertised.</summary>
    Advertised = 1,

    /// <summary>It is not installed.</summary>
    Absent = 2,

    /// <summary>It is installed.</summary>
    Local = 3,
}
