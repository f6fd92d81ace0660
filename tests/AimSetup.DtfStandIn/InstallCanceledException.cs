namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>The user cancelled the installation.</summary>
public class InstallCanceledException : InstallerException
{
    /// <summary>Without a text.</summary>
    public InstallCanceledException()
    {
    }

    /// <summary>With a text.</summary>
    /// <param name="msg">The text.</param>
    public InstallCanceledException(string msg)
        : base(msg)
    {
    }

    /// <summary>With a text and a cause.</summary>
    /// <param name="msg">The text.</param>
    /// <param name="innerException">The cause.</param>
    public InstallCanceledException(string msg, Exception innerException)
        : base(msg, innerException)
    {
    }
}
