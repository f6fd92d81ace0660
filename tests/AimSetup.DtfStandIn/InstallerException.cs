namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>Windows Installer refused a call.</summary>
public class InstallerException : SystemException
{
    /// <summary>Without a text.</summary>
    public InstallerException()
    {
    }

    /// <summary>With a text.</summary>
    /// <param name="msg">The text.</param>
    public InstallerException(string msg)
        : base(msg)
    {
    }

    /// <summary>With a text and a cause.</summary>
    /// <param name="msg">The text.</param>
    /// <param name="innerException">The cause.</param>
    public InstallerException(string msg, Exception innerException)
        : base(msg, innerException)
    {
    }
}
