using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Service on a machine that has no services: every name is unknown.</summary>
[Cmdlet("Get", "Service")]
public sealed class GetServiceCommand : PSCmdlet
{
    /// <summary>The names of services.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("ServiceName", "DisplayName")]
    public string[] Name { get; set; } = [];

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
