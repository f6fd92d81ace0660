using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>ConvertTo-SecureString, of plain text only.</summary>
[Cmdlet("ConvertTo", "SecureString")]
public sealed class ConvertToSecureStringCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string String { get; set; } = "";

    /// <summary>That the text is not encrypted.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>That this is meant so.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new System.Net.NetworkCredential("", String).SecurePassword);
}
