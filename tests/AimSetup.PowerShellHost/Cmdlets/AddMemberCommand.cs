using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Add-Member, of note properties.</summary>
[Cmdlet("Add", "Member")]
public sealed class AddMemberCommand : PSCmdlet
{
    /// <summary>What gets the property.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The kind of the member: NoteProperty only.</summary>
    [Parameter(Position = 0, ParameterSetName = "Type")]
    [Alias("Type")]
    [ValidateSet("NoteProperty")]
    public string MemberType { get; set; } = "NoteProperty";

    /// <summary>The name.</summary>
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = "Type")]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Note")]
    [Alias("NotePropertyName")]
    public string Name { get; set; } = "";

    /// <summary>The value.</summary>
    [Parameter(Position = 2, ParameterSetName = "Type")]
    [Parameter(Position = 1, ParameterSetName = "Note")]
    [Alias("NotePropertyValue")]
    public object? Value { get; set; }

    /// <summary>Whether an existing one is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether the object is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Force)
            InputObject.Properties.Remove(Name);
        InputObject.Properties.Add(new PSNoteProperty(Name, Value));
        if (PassThru)
            WriteObject(InputObject);
    }
}
