using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Transport;

namespace AimSetup.Tests.Fuzzing;

/// <summary>A damaged entry is told of, and neither trusted nor in the way of the others.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AesDataProtector _protector = new();
    private readonly Journal _journal;
    private readonly string _transaction = Journal.NewTransaction();
    private readonly string _whole;

    public JournalTests()
    {
        _journal = new Journal(_folder.Combine("AimSetup", "journal"), _protector);
        _journal.Write(Entry(Journal.NewTransaction()));
        _journal.Write(Entry(_transaction));
        _whole = File.ReadAllText(_journal.FileOf(_transaction));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entry_IsReadOrToldOf_WhateverIsInTheFile() => Fuzz.Check(300, random =>
    {
        var content = random.Next(2) == 0 ? Mutation.Bytes(random, Encoding.UTF8.GetBytes(_whole)) : Encoding.UTF8.GetBytes(Mutation.Text(random, _whole));
        AssertReadOrToldOf(content);
    });

    [Fact]
    public void Entry_IsReadOrToldOf_WhateverWasProtectedInIt() => Fuzz.Check(300, random =>
    {
        // As somebody could who can protect data for this machine.
        var purpose = "AimSetup journal " + _transaction;
        var file = JsonNode.Parse(_whole)!;
        var json = Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromBase64String(file["entry"]!.GetValue<string>()), purpose));
        file["entry"] = Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes(Mutation.Text(random, json)), purpose));
        AssertReadOrToldOf(Encoding.UTF8.GetBytes(file.ToJsonString()));
    });

    private void AssertReadOrToldOf(byte[] content)
    {
        // What was told of before is set aside and kept; here it would pile up.
        var aside = Path.Combine(Path.GetDirectoryName(_journal.FileOf(_transaction))!, "set-aside");
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        File.WriteAllBytes(_journal.FileOf(_transaction), content);
        List<AimError> told = [];
        var read = _journal.ReadAll(told.Add);
        Assert.Equal(2, read.Count + told.Count);
        Assert.Contains(read, e => e.Transaction != _transaction);
        Assert.All(told, Defined.AssertShowable);
        try
        {
            if (_journal.Find(_transaction) is { } entry)
                Assert.Equal(_transaction, entry.Transaction);
            else
                Assert.Equal(content, File.ReadAllBytes(Assert.Single(Directory.GetFiles(aside))));
        }
        catch (AimException e)
        {
            Defined.AssertNoSecret(e.ToString());
        }
    }

    private static JournalEntry Entry(string transaction) => new()
    {
        Transaction = transaction,
        Phase = JournalPhase.Applied,
        Kind = PlanKind.Create,
        Begun = DateTimeOffset.UnixEpoch,
        Endpoints = new AimEndpoints
        {
            Server = "https://sms01/identitymanager",
            TokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            RegistrationEndpoint = new Uri("https://sms01/identitymanager/connect/register"),
        },
        Registrar = "dcr",
        Client = new ClientSettings { ClientId = "line7-client", TokenLifetime = 3600, Scopes = ["openid", "system"] },
        Mark = "AimSetup " + transaction,
        Product = new ProductIdentity("{11111111-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample client"),
        Trust = new TrustSettings { Certificates = [[1, 2, 3]], Thumbprint = new string('A', 40) },
        TimeoutSeconds = 30,
        Before = new FoundClient { Settings = new ClientSettings { ClientId = "line7-client", TokenLifetime = 60, Scopes = [] }, State = "{}" },
        Receipt = new RegistrationReceipt
        {
            ClientId = "line7-client",
            AssignedSecret = new Secret(Defined.SecretValue),
            ManagementUri = new Uri("https://sms01/identitymanager/connect/register/line7-client"),
            ManagementToken = new Secret(Defined.Token),
        },
    };
}
