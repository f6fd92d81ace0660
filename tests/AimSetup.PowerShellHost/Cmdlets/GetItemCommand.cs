using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Item, of files and folders.</summary>
[Cmdlet("Get", "Item")]
public sealed class GetItemCommand : FileCommand
{
    /// <summary>Whether hidden ones too; here always.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Existing())
            WriteObject(Directory.Exists(file) ? new DirectoryInfo(file) : new FileInfo(file));
    }
}
