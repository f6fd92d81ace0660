using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Tests.Transactions;

/// <summary>A test that carries plans out against the emulator.</summary>
public abstract class TransactionTest : EmulatorTest
{
    protected static ProductIdentity Product => new("{11111111-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample client");

    protected string[] JournalFiles => Directory.Exists(Folder.Combine("journal")) ? Directory.GetFiles(Folder.Combine("journal")) : [];

    protected JournalEntry EntryFor(Plan plan, ProcessStamp? installer = null, TimeSpan age = default, int timeout = 30)
    {
        var transaction = Journal.NewTransaction();
        return new JournalEntry
        {
            Transaction = transaction,
            Kind = plan.Kind,
            Begun = DateTimeOffset.UtcNow - age,
            Installer = installer,
            Endpoints = plan.Endpoints!,
            Registrar = plan.Registrar!,
            Options = RegistrarOptions,
            Client = Settings,
            Mark = "AimSetup " + transaction,
            Product = Product,
            Trust = TrustRoot,
            TimeoutSeconds = timeout,
            Before = plan.Current,
        };
    }

    protected static JournalEntry RotationFor(RotationPlan plan, Secret? before, Secret after)
    {
        return new JournalEntry
        {
            Transaction = Guid.NewGuid().ToString("N"),
            Kind = PlanKind.Rotate,
            Begun = DateTimeOffset.UtcNow,
            Endpoints = plan.Endpoints,
            Registrar = plan.Registrar,
            Options = RegistrarOptions.Default,
            Client = plan.Current.Settings,
            Mark = "",
            Product = Product,
            Trust = TrustSettings.Machine,
            TimeoutSeconds = 30,
            Before = plan.Current,
            Secrets = new SecretChange { Before = before, After = after },
        };
    }

    protected async Task<JournalEntry> PlannedAsync(PlanKind expected, ExistingClientPolicy existing = ExistingClientPolicy.Adopt)
    {
        var plan = await PlanAsync(Request(Account, existing));
        Assert.Equal(expected, plan.Kind);
        return EntryFor(plan);
    }

    protected async Task<TransactionResult> ApplyAsync(JournalEntry entry, ExistingClientPolicy existing = ExistingClientPolicy.Adopt, Secret? secret = null, TimeBudget? budget = null)
    {
        using var http = Connect(budget: budget);
        return await new RegistrationChange(Journal, http, Registrars(http, Account, entry.Options)).ApplyAsync(entry, secret ?? ClientSecret, isSecretNew: false, existing);
    }

    protected async Task<AimError> ApplyFailsAsync(JournalEntry entry, TimeBudget? budget = null) =>
        (await Assert.ThrowsAsync<AimException>(() => ApplyAsync(entry, budget: budget))).Error;

    protected async Task<TransactionResult> UndoAsync(JournalEntry entry, bool withAccount = true, bool repeats = true, TimeBudget? budget = null)
    {
        using var http = Connect(repeats: repeats, budget: budget);
        return await new RegistrationRollback(Journal, http, Registrars(http, withAccount ? Account : null, entry.Options)).UndoAsync(Journal.Find(entry.Transaction)!, ClientSecret);
    }

    protected void AssertNoSecretInFiles()
    {
        foreach (var file in JournalFiles)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(SecretValue, text, StringComparison.Ordinal);
            Assert.DoesNotContain(AdministratorPassword, text, StringComparison.Ordinal);
        }
    }
}
