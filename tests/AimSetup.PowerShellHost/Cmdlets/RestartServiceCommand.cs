using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Restart-Service on a machine that has no services: every name is unknown.</summary>
[Cmdlet("Restart", "Service")]
public sealed class RestartServiceCommand : PSCmdlet
{
    /// <summary>The names of services.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("ServiceName", "DisplayName")]
    public string[] Name { get; set; } = [];

    /// <summary>Services as Get-Service gives them; there are none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject")]
    public object[] InputObject { get; set; } = [];

    /// <summary>Whether services that depend on it restart too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var problem = new ItemNotFoundException($"Cannot find any service with service name '{name}'.");
            WriteError(new ErrorRecord(problem, "NoServiceFoundForGivenName", ErrorCategory.ObjectNotFound, name));
        }
    }
}
