using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Read-Host.</summary>
[Cmdlet("Read", "Host")]
public sealed class ReadHostCommand : PSCmdlet
{
    /// <summary>The question.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    [AllowNull]
    public object? Prompt { get; set; }

    /// <summary>Whether the answer is not shown, and given as a secure string.</summary>
    [Parameter]
    public SwitchParameter AsSecureString { get; set; }

    /// <summary>Whether the answer is not shown.</summary>
    [Parameter]
    public SwitchParameter MaskInput { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Prompt is not null)
            Host.UI.Write(PSObject.AsPSObject(Prompt).ToString() + ": ");
        WriteObject(AsSecureString ? Host.UI.ReadLineAsSecureString()
            : MaskInput ? new System.Net.NetworkCredential("", Host.UI.ReadLineAsSecureString()).Password
            : Host.UI.ReadLine());
    }
}
