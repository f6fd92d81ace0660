using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Date, of now.</summary>
[Cmdlet("Get", "Date")]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The .NET format of the text that is wanted.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => WriteObject(
        Format is null ? DateTime.Now : DateTime.Now.ToString(Format, System.Globalization.CultureInfo.CurrentCulture));
}
