using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.TestSupport.Windows;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>A test of what the journal keeps of registrations whose installs have ended.</summary>
public abstract class RegistrationRecordsTest : TransactionTest
{
    private protected static ProductIdentity NewVersion { get; } = Product with { ProductCode = "{22222222-2222-2222-2222-222222222222}" };

    private protected static ProductIdentity OtherProduct { get; } = new("{33333333-3333-3333-3333-333333333333}", "{BBBBBBBB-3333-3333-3333-333333333333}", "Other client");

    /// <summary>The product codes that are installed.</summary>
    private protected HashSet<string> Installed { get; } = [];

    private protected MarkerStore Markers { get; set; } = new(new FakeRegistry());

    private protected RegistrationRecords Records => new(Journal, Installed.Contains) { Markers = Markers };

    private protected async Task InstalledAsync()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Records.Commit(entry.Transaction);
        Installed.Add(Product.ProductCode);
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);
    }

    private protected void Adopt(ProductIdentity product)
    {
        Installed.Add(product.ProductCode);
        Records.Adopt(Server.ToString(), ClientId, product, e => Assert.Fail(e.Text));
    }

    private protected void HandOn(ProductIdentity product)
    {
        Installed.Add(product.ProductCode);
        Records.HandOn(Server.ToString(), ClientId, product, e => Assert.Fail(e.Text));
    }

    private protected void Mark(ProductIdentity product, string clientId, string? server = null) => Markers.Write(new Marker
    {
        Product = product,
        ProductVersion = "1.0.0",
        ClientId = clientId,
        Server = server ?? Server.ToString(),
        Registrar = "none",
        Outcome = "adopted",
        Time = Marker.TimeOf(DateTimeOffset.UtcNow),
        Transaction = Journal.NewTransaction(),
    });

    private protected async Task<IReadOnlyList<TransactionResult>> UninstallAsync(ProductIdentity product, bool remove)
    {
        Installed.Remove(product.ProductCode);
        var results = await Records.UninstallAsync(product, remove, _ => Connect(repeats: false), (_, http) => Registrars(http, null), e => Assert.Fail(e.Text));
        return [.. results.Select(r => r.Result)];
    }
}
