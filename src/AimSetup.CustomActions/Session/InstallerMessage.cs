namespace AimSetup.CustomActions.Session;

/// <summary>Kinds of messages to Windows Installer, with the values of INSTALLMESSAGE (MsiProcessMessage).</summary>
public enum InstallerMessage
{
    /// <summary>A numbered error of the Error table, shown and logged.</summary>
    Error = 0x01000000,

    /// <summary>A numbered warning of the Error table, logged and possibly shown.</summary>
    Warning = 0x02000000,

    /// <summary>A line in the log.</summary>
    Info = 0x04000000,

    /// <summary>What the current action is busy with, for the progress dialog.</summary>
    ActionData = 0x09000000,

    /// <summary>The progress bar; its answer tells whether the user cancelled.</summary>
    Progress = 0x0A000000,
}
