using System.Management.Automation;
using System.Reflection;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Add-Type, of assemblies by name or file; there is no compiler here.</summary>
[Cmdlet("Add", "Type")]
public sealed class AddTypeCommand : PSCmdlet
{
    /// <summary>The names of assemblies.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    public string[] AssemblyName { get; set; } = [];

    /// <summary>The files of assemblies.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var name in AssemblyName)
            Assembly.Load(name);
        foreach (var path in Path)
            Assembly.LoadFrom(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
    }
}
