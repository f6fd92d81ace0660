namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>Kinds of messages.</summary>
public enum InstallMessage
{
    /// <summary>An error.</summary>
    Error = 0x01000000,

    /// <summary>A warning.</summary>
    Warning = 0x02000000,

    /// <summary>A line of the log.</summary>
    Info = 0x04000000,

    /// <summary>What the action is busy with.</summary>
    ActionData = 0x09000000,

    /// <summary>The progress bar.</summary>
    Progress = 0x0A000000,
}
