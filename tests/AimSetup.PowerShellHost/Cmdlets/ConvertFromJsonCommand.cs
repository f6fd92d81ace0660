using System.Collections;
using System.Management.Automation;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>ConvertFrom-Json, as PowerShell 7 does it: by the same parser, which takes texts of the form of a date for dates.</summary>
[Cmdlet("ConvertFrom", "Json")]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    /// <summary>Whether objects become hash tables.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>How deep it may be.</summary>
    [Parameter]
    public int Depth { get; set; } = 1024;

    /// <summary>Whether an array stays whole.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _text.Append(_text.Length > 0 ? "\n" : "").Append(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (string.IsNullOrWhiteSpace(_text.ToString()))
            return;
        try
        {
            using var reader = new JsonTextReader(new StringReader(_text.ToString())) { MaxDepth = Depth };
            WriteObject(Convert(JToken.ReadFrom(reader)), !NoEnumerate);
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                    throw new JsonReaderException("There is more than one JSON document.");
            }
        }
        catch (JsonException exception)
        {
            var problem = new ArgumentException("Conversion from JSON failed with error: " + exception.Message, exception);
            ThrowTerminatingError(new ErrorRecord(problem, "System.ArgumentException", ErrorCategory.NotSpecified, null));
        }
    }

    private object? Convert(JToken token) => token switch
    {
        JObject json when AsHashtable => Table(json),
        JObject json => Object(json),
        JArray array => array.Select(Convert).ToArray(),
        JValue value => value.Value,
        _ => null,
    };

    private PSObject Object(JObject json)
    {
        var result = new PSObject();
        foreach (var property in json.Properties())
            result.Properties.Add(new PSNoteProperty(property.Name, Convert(property.Value)));
        return result;
    }

    private Hashtable Table(JObject json)
    {
        var result = new Hashtable(StringComparer.Ordinal);
        foreach (var property in json.Properties())
            result[property.Name] = Convert(property.Value);
        return result;
    }
}
