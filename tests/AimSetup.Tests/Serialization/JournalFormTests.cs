using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Tests.Serialization;

public sealed class JournalFormTests
{
    [Fact]
    public void Entry_IsTheSame_AfterItWasWrittenAndRead()
    {
        var written = JournalJson.Entry.ToText(Entry);

        var read = JournalJson.Entry.Parse(written)!;

        Assert.Equal(written, JournalJson.Entry.ToText(read));
        Assert.Equal(Entry.Installer, read.Installer);
        Assert.Equal(Entry.Product, read.Product);
        Assert.Equal(Entry.Trust.Certificates, read.Trust.Certificates);
        Assert.Equal(Entry.Receipt!.ManagementToken, read.Receipt!.ManagementToken);
        Assert.True(read.Receipt.IsMarkUnread);
        Assert.Equal((Entry.SecretFile, Entry.FormerCredentials), (read.SecretFile, read.FormerCredentials));
        Assert.Equal(Entry.Secrets!.After, read.Secrets!.After);
    }

    [Fact]
    public void FormOf_IsTheOneThatOlderVersionsRead_UnlessAnEntryHasMoreToSay()
    {
        JournalEntry plain = JournalJson.Entry.Parse(JournalJson.Entry.ToText(Entry))!, file = JournalJson.Entry.Parse(JournalJson.Entry.ToText(Entry))!;
        (plain.SecretFile, plain.FormerCredentials, plain.Receipt) = (null, null, null);
        (file.FormerCredentials, file.Receipt) = (null, null);

        Assert.Equal((1, 2, 2), (JournalFile.FormOf(plain), JournalFile.FormOf(file), JournalFile.FormOf(Entry)));
        Assert.DoesNotContain("SecretFile", JournalJson.Entry.ToText(plain), StringComparison.Ordinal);
        Assert.DoesNotContain("FormerCredentials", JournalJson.Entry.ToText(plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_IsRead_WhenItWasWrittenWithNullsAndWhatIsNotWrittenAnyMore()
    {
        var json = JsonNode.Parse(JournalJson.Entry.ToText(Entry))!.AsObject();
        json["Installer"]!["IsRunning"] = true;
        json["Before"] = null;
        json["Receipt"]!["AssignedSecret"] = null;

        Assert.Null(JournalJson.Entry.Parse(json.ToJsonString())!.Before);
    }

    [Theory]
    [InlineData("Transaction", null)]
    [InlineData("Kind", "2")]
    [InlineData("Kind", "Other")]
    [InlineData("Other", "unknown")]
    [InlineData("Begun", "yesterday")]
    [InlineData("Product", "no object")]
    [InlineData("Adopters", "no list")]
    public void Entry_IsNoEntry_WhenAMemberIsWrong(string member, string? value)
    {
        var json = JsonNode.Parse(JournalJson.Entry.ToText(Entry))!.AsObject();
        json[member] = value;

        Assert.Throws<JsonException>(() => JournalJson.Entry.Parse(json.ToJsonString()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"Transaction\":\"\\ud800\"}")]
    [InlineData("{")]
    public void Entry_IsNoEntry_WhenItIsNoSuchObject(string json)
    {
        Assert.ThrowsAny<JsonException>(() => JournalJson.Entry.Parse(json));
        Assert.ThrowsAny<JsonException>(() => JournalJson.Entry.Parse(Encoding.UTF8.GetBytes(json)));
    }

    private static JournalEntry Entry { get; } = new()
    {
        Transaction = Journal.NewTransaction(),
        Phase = JournalPhase.Applied,
        Kind = PlanKind.Rotate,
        Begun = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)),
        Installer = new ProcessStamp(4711, 1234567890123456789),
        Endpoints = new AimEndpoints
        {
            Server = "https://sms01/identitymanager",
            TokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
        },
        Registrar = "dcr",
        Options = new RegistrarOptions { Remoting = RemotingMode.Off, RestartService = true, ScriptPath = @"C:\media\ä.ps1" },
        Client = new ClientSettings { ClientId = "line7", TokenLifetime = 3600, Scopes = ["openid", "mes"] },
        Mark = "aimsetup-1",
        Product = new ProductIdentity("{11111111-1111-1111-1111-111111111111}", "", "Sample \"client\""),
        Adopters = ["{22222222-2222-2222-2222-222222222222}"],
        Trust = new TrustSettings { Certificates = [[1, 2, 3]], Thumbprint = new string('A', 40), IsThumbprintOptional = true },
        TimeoutSeconds = 30,
        Before = new FoundClient { Settings = new ClientSettings { ClientId = "line7", TokenLifetime = 60, Scopes = [] }, State = "{}" },
        Secrets = new SecretChange { Before = new Secret("before"), After = new Secret("after") },
        Receipt = new RegistrationReceipt { ClientId = "line7", ManagementUri = new Uri("https://sms01/register/line7"), ManagementToken = new Secret("token"), IsMarkUnread = true },
        SecretFile = "/root/made.txt",
        FormerCredentials = "e30=",
    };
}
