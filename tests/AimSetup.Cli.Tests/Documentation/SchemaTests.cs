using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Cli.Tests.Support;
using AimSetup.CustomActions.Settings;
using AimSetup.TestSupport;
using Json.Schema;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>The schema of response files says what the reader does.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(RepositoryFile.Path("deploy", "client.schema.json")));

    [Fact]
    public void Schema_HasTheMembersOfTheReader()
    {
        var schema = JsonNode.Parse(File.ReadAllText(RepositoryFile.Path("deploy", "client.schema.json")))!;
        var members = schema["properties"]!.AsObject().Where(m => m.Key != "$schema").ToList();
        Assert.Equal(ResponseFileMember.All.Select(m => m.Name), members.Select(m => m.Key));
        Assert.All(ResponseFileMember.All, m => Assert.Contains($"({m.Property})", (string)schema["properties"]![m.Name]!["description"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "server": "sms01", "clientId": "a", "scopes": ["system"], "timeout": 5, "unregister": false, "registrar": "dcr" }""", true)]
    [InlineData("""{ "$schema": "client.schema.json" }""", true)]
    [InlineData("""{ "clientSecret": "x" }""", false)]
    [InlineData("""{ "password": "x" }""", false)]
    [InlineData("""{ "Server": "sms01" }""", false)]
    [InlineData("""{ "server": "" }""", false)]
    [InlineData("""{ "timeout": "5" }""", false)]
    [InlineData("""{ "timeout": 0 }""", false)]
    [InlineData("""{ "timeout": 601 }""", false)]
    [InlineData("""{ "tokenLifetime": 59 }""", false)]
    [InlineData("""{ "scopes": "system" }""", false)]
    [InlineData("""{ "scopes": [] }""", false)]
    [InlineData("""{ "unregister": 1 }""", false)]
    [InlineData("""{ "registrar": "rest" }""", false)]
    [InlineData("""{ "remoting": "ssh" }""", false)]
    [InlineData("""{ "existing": "overwrite" }""", false)]
    public void SchemaAndReader_AgreeAboutADocument(string json, bool isRight)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(isRight, Schema.Evaluate(document.RootElement).IsValid);
        Assert.Equal(isRight, Problems(json).Count == 0);
    }

    [Fact]
    public void Example_IsRight()
    {
        var json = File.ReadAllText(RepositoryFile.Path("deploy", "client.json"));
        using var document = JsonDocument.Parse(json);
        Assert.True(Schema.Evaluate(document.RootElement).IsValid);
        Assert.Empty(Problems(json));
    }

    private static List<string> Problems(string json)
    {
        using var folder = new TemporaryFolder();
        var values = new Dictionary<string, string> { ["AIMFILE"] = folder.Write("client.json", json) };
        var reader = new SettingsReader(name => values.GetValueOrDefault(name, ""), "PC1");
        reader.ReadForInstall();
        return [.. reader.Problems.Where(p => !p.Contains(" is missing: ", StringComparison.Ordinal) && !p.StartsWith("No client secret", StringComparison.Ordinal))];
    }
}
