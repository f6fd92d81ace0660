namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>For whom a product is installed.</summary>
[Flags]
public enum UserContexts
{
    /// <summary>For nobody.</summary>
    None = 0,

    /// <summary>For the machine and for users, managed or not.</summary>
    All = 7,
}
