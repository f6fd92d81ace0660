using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Join-Path.</summary>
[Cmdlet("Join", "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    /// <summary>What is in front.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>What follows.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [AllowEmptyString]
    public string ChildPath { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(SessionState.Path.Combine(path, ChildPath));
    }
}
