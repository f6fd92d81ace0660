namespace AimSetup.CustomActions.Settings;

/// <summary>What a member of a response file holds.</summary>
public enum ResponseFileKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A string that names a file; relative to the folder of the response file.</summary>
    Path,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An array of strings.</summary>
    List,
}
