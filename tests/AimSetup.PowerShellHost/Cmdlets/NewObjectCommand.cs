using System.Collections;
using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>New-Object, of .NET types.</summary>
[Cmdlet("New", "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The name of the type.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string TypeName { get; set; } = "";

    /// <summary>The arguments of its constructor.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    public object?[] ArgumentList { get; set; } = [];

    /// <summary>Properties to set.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo(TypeName, out Type type))
        {
            var problem = new PSArgumentException($"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded.");
            ThrowTerminatingError(new ErrorRecord(problem, "TypeNotFound", ErrorCategory.InvalidType, TypeName));
        }

        // The engine chooses among the constructors and converts, as for [type]::new().
        var create = ScriptBlock.Create("param($type, $list) $type::new.Invoke($list)");
        var isObject = type == typeof(PSObject) && ArgumentList.Length == 0;
        var result = isObject ? new PSObject() : create.InvokeReturnAsIs(type, ArgumentList) is { } made ? PSObject.AsPSObject(made) : null;
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            if (result!.Properties[$"{entry.Key}"] is { } property)
                property.Value = entry.Value;
            else
                result.Properties.Add(new PSNoteProperty($"{entry.Key}", entry.Value));
        }
        WriteObject(result);
    }
}
