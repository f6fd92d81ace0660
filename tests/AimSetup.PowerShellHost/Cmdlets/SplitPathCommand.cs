using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Split-Path, of the parent or the last part.</summary>
[Cmdlet("Split", "Path")]
public sealed class SplitPathCommand : PSCmdlet
{
    /// <summary>The paths.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("LiteralPath", "PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>That all but the last part is wanted, as is the rule.</summary>
    [Parameter]
    public SwitchParameter Parent { get; set; }

    /// <summary>That the last part is wanted.</summary>
    [Parameter]
    public SwitchParameter Leaf { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(Leaf ? SessionState.Path.ParseChildName(path) : SessionState.Path.ParseParent(path, ""));
    }
}
