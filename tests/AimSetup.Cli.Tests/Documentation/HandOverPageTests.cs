using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AimSetup.Cli.Tests.Support;
using AimSetup.Credentials;
using AimSetup.FrameworkProgram;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Shells;
using AimSetup.Transport;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>What docs/handover.md says of the file of credentials, for programs that read it themselves.</summary>
[Trait("Category", "PowerShell")]
public sealed partial class HandOverPageTests : IDisposable
{
    private const string ClientId = "line7-client";
    private const string SecretValue = "S3cret+/ \"Grüße\" & more";
    private const string Endpoint = "https://sms01.plant.example/identitymanager/connect/token";

    // What PlainProtector does, in place of the Windows Data Protection API. The answer shows what was asked for.
    private const string StandIns =
        """
        class PlainData {
            static [byte[]] Unprotect([byte[]] $data, [byte[]] $entropy, [string] $scope) {
                [byte[]] $all = $data | ForEach-Object { 255 - $_ }
                $purpose = [Text.Encoding]::UTF8.GetString($all, 0, $entropy.Length)
                if ($scope -ne 'LocalMachine' -or $purpose -cne [Text.Encoding]::UTF8.GetString($entropy) -or $all[$entropy.Length] -ne 0) { throw 'another purpose' }
                return $all[($entropy.Length + 1)..($all.Length - 1)]
            }
        }
        function Invoke-RestMethod($Method, $Uri, $Body) {
            @{ access_token = "$Method $Uri $($Body.grant_type) $($Body.client_id) $($Body.client_secret)" }
        }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly PlainProtector _protector = new();
    private readonly string _page = Section();

    public void Dispose() => _folder.Dispose();

    [PowerShellFact]
    public async Task Script_AsksForATokenWithTheStoredCredentials()
    {
        Write();
        var script = string.Join('\n', _page.Split('\n').Where(l => l.StartsWith("    ", StringComparison.Ordinal)).Select(l => l.Trim()))
            .Replace("[Security.Cryptography.ProtectedData]", "[PlainData]", StringComparison.Ordinal);
        Assert.Contains("[PlainData]", script, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            script = script.Replace(@"\AimSetup\clients\", "/AimSetup/clients/", StringComparison.Ordinal);

        var run = await PowerShellRun.CommandAsync(StandIns + script + "\n$token", new Dictionary<string, string> { ["ProgramData"] = _folder.Path });

        Assert.Equal($"Post {Endpoint} client_credentials {ClientId} {SecretValue}", run.Output.Trim());
    }

    [Fact]
    public void Members_AreThoseOfTheFile()
    {
        var file = JsonNode.Parse(File.ReadAllBytes(Write()))!.AsObject();
        var content = JsonNode.Parse(_protector.Unprotect(Convert.FromBase64String((string)file["credentials"]!), "AimSetup credentials " + ClientId))!.AsObject();

        var named = _page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Member().Matches(l.Split('|')[1])).Select(m => m.Groups[1].Value);
        Assert.Equal(Names(file).Concat(Names(content)).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(JsonObject content) =>
        content.SelectMany(m => m.Value is JsonObject part ? Names(part).Select(name => $"{m.Key}.{name}") : [m.Key]);

    private static string Section()
    {
        const string Heading = "### Programs that are not .NET";
        var page = File.ReadAllText(RepositoryFile.Path("docs", "handover.md")).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Heading, StringComparison.Ordinal);
        return page[begin..page.IndexOf("\n## ", begin, StringComparison.Ordinal)];
    }

    private string Write()
    {
        var store = new CredentialStore(_folder.Combine("AimSetup", "clients"), _protector);
        store.Write(new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = new Secret(SecretValue),
            NextSecret = new Secret("another one"),
            Server = "https://sms01.plant.example/identitymanager",
            TokenEndpoints = [new Uri(Endpoint)],
            Trust = new TrustSettings { Certificates = [new byte[] { 1 }], Thumbprint = new string('A', 40) },
            Transaction = Guid.NewGuid().ToString("N"),
            Changed = DateTimeOffset.UnixEpoch,
        });
        return store.FileOf(ClientId);
    }

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Member();
}
