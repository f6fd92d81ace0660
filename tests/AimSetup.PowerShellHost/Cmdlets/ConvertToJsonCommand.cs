using System.Collections;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>ConvertTo-Json: two levels deep unless told otherwise; what is deeper becomes its text.</summary>
[Cmdlet("ConvertTo", "Json")]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _inputs = [];

    /// <summary>What to convert.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>How many levels of objects are within the first.</summary>
    [Parameter]
    public int Depth { get; set; } = 2;

    /// <summary>Whether it goes on one line.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Whether one object too becomes an array.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_inputs.Count == 0)
            return;
        var all = _inputs.Count > 1 || AsArray ? _inputs.ToArray() : _inputs[0];
        WriteObject(Convert(all, 0).ToString(Compress ? Formatting.None : Formatting.Indented));
    }

    private JToken Convert(object? value, int level)
    {
        var shell = value as PSObject;
        var plain = shell is null || shell.BaseObject is PSCustomObject ? value : shell.BaseObject;
        switch (plain)
        {
            case null or DBNull:
                return JValue.CreateNull();
            case string or bool or DateTime or DateTimeOffset or Guid or Uri:
                return new JValue(plain);
            case char letter:
                return new JValue(letter.ToString());
            case Enum number:
                return new JValue(System.Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture));
            case IConvertible:
                return new JValue(plain);
        }

        if (level > Depth)
            return new JValue(PSObject.AsPSObject(plain).ToString());
        switch (plain)
        {
            case IDictionary table:
                var entries = new JObject();
                foreach (DictionaryEntry entry in table)
                    entries[$"{entry.Key}"] = Convert(entry.Value, level + 1);
                return entries;
            case IEnumerable items:
                return new JArray(items.Cast<object?>().Select(item => Convert(item, level + 1)));
            default:
                var members = new JObject();
                foreach (var property in PSObject.AsPSObject(plain).Properties)
                    members[property.Name] = Convert(Read(property), level + 1);
                return members;
        }
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
