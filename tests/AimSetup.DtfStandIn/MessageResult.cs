namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>Answers to a message.</summary>
public enum MessageResult
{
    /// <summary>Windows Installer cannot handle it.</summary>
    Error = -1,

    /// <summary>No answer.</summary>
    None = 0,

    /// <summary>OK was pressed.</summary>
    OK = 1,

    /// <summary>Cancel was pressed.</summary>
    Cancel = 2,
}
