using AimSetup.Credentials;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.TestSupport.Secrets;
using AimSetup.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

/// <summary>
/// A test with credentials that are stored on the machine. Whenever they are looked at, no secret may be readable in any file.
/// </summary>
public abstract class StoredSecretTest : TransactionTest
{
    protected const string NewValue = "another/secret+with&odd=chars%ß";
    protected const string LaterValue = "a later secret, of the next rotation";

    protected StoredSecretTest() => Failing = new FailingProtector(Protector);

    private protected FailingProtector Failing { get; }

    protected CredentialStore Store => new(Folder.Combine("clients"), Failing);

    protected StoredCredentials Stored => Store.Find(ClientId)!;

    protected void AssertHolds(string secret, string? next)
    {
        var stored = Stored;
        Assert.Equal((secret, next), (stored.ClientSecret.Reveal(), stored.NextSecret?.Reveal()));
        var scan = new SecretScan();
        scan.Add("the client secret", SecretValue);
        scan.Add("the new client secret", NewValue);
        scan.Add("the later client secret", LaterValue);
        Assert.Empty(scan.Search(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories)));
    }

    protected async Task<JournalEntry> PlannedAsync(string? server = null, bool isSecretKnown = true)
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        using var http = Connect();
        var plan = await new RotationPlanner(http, NullLogger.Instance).PlanAsync(Request(Account));
        new CredentialHandOver(Store, _ => true).Store(new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Server = server ?? plan.Endpoints.Server,
            TokenEndpoints = [plan.Endpoints.TokenEndpoint],
            Transaction = Journal.NewTransaction(),
            Changed = DateTimeOffset.UnixEpoch,
        }, Product, ["S-1-5-20"]);
        return RotationFor(plan, isSecretKnown ? ClientSecret : null, new Secret(NewValue));
    }

    protected async Task<JournalEntry> KilledAfterTheChangeAsync(bool isSecretKnown = true)
    {
        var entry = await PlannedAsync(isSecretKnown: isSecretKnown);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""", Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        return entry;
    }

    protected async Task<TransactionResult> RotateAsync(JournalEntry entry)
    {
        using var http = Connect();
        return await new SecretRotation(Journal, http, Registrars(http, Account)) { Credentials = Store }.ApplyAsync(entry);
    }

    protected async Task<TransactionResult> RecoverAsync(string? transaction = null)
    {
        var recovery = new RegistrationRecovery(Journal, _ => false, _ => Connect(), (_, http) => Registrars(http, Account)) { Credentials = Store };
        return Assert.Single(await recovery.RecoverAsync(e => Assert.Fail(e.Text), i => transaction is null || i.Transaction == transaction)).Result;
    }

    protected static JournalEntry LaterRotation(JournalEntry before, Secret? present) => RotationFor(
        new RotationPlan { Endpoints = before.Endpoints, Registrar = before.Registrar, Current = before.Before!, Notes = [] }, present, new Secret(LaterValue));
}
