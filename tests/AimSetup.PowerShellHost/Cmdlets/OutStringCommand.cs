using System.Management.Automation;
using System.Text;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Out-String, of what an object says of itself: no tables and lists.</summary>
[Cmdlet("Out", "String")]
public sealed class OutStringCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();

    /// <summary>What to write.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Not needed here.</summary>
    [Parameter]
    public int Width { get; set; }

    /// <summary>Whether each object is a text of its own.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Stream)
            WriteObject($"{InputObject}");
        else
            _text.AppendLine($"{InputObject}");
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!Stream)
            WriteObject(_text.ToString());
    }
}
