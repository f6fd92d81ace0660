using System.CommandLine;
using System.Globalization;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Output;
using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup status</c>: what this machine registered, and what did not come to its end.</summary>
internal static class StatusCommand
{
    private const string Description =
        """
        Lists what this machine registered (by installations and by aimsetup), what did not come to its end, and for which clients
        credentials are stored. Never shows a secret, and asks nobody.

        Example:
          aimsetup status
        """;

    public static Command Create()
    {
        var command = new Command("status", Description);
        var journal = CommonOptions.Journal();
        command.Options.Add(journal);
        CommandContext.Run(command, context => Task.FromResult(Run(context, context.Parsed.GetValue(journal))));
        return command;
    }

    private static int Run(CommandContext context, string? journal)
    {
        var machine = LocalMachine.Open(journal);
        List<ErrorReport> unreadable = [];
        // Only looks: whoever finishes what was left shall meet a damaged entry too, and not find that all is well.
        var entries = machine.Journal.ReadAll(e => unreadable.Add(OfJournal(machine, e)), lookOnly: true).OrderBy(e => e.Begun).ToList();
        var isWhole = unreadable.Count == 0;
        var markers = Markers(machine, unreadable);
        var stored = machine.Credentials.ReadAll(e => unreadable.Add(ErrorReport.Of(e))).OrderBy(c => c.ClientId, StringComparer.Ordinal);
        var report = new StatusReport
        {
            Journal = machine.JournalFolder,
            Entries = [.. entries.Select(Entry)],
            Markers = markers,
            Stored = [.. stored.Select(c => Stored(machine, c))],
            Unreadable = unreadable,
        };
        foreach (var entry in report.Entries)
            Show(context.Output, entry);
        foreach (var marker in markers)
            Show(context.Output, marker);
        foreach (var credentials in report.Stored)
            Show(context.Output, credentials);
        if (entries.Count == 0 && isWhole)
            context.Output.Line($"nothing is registered from here (journal {machine.JournalFolder})");
        foreach (var error in unreadable.Skip(1))
            CommandOutput.Warn(error.Line);
        return unreadable.Count == 0
            ? context.Output.End(report, ReportJson.Shared.StatusReport)
            : context.Output.End(report, ReportJson.Shared.StatusReport, ExitCode.Journal, unreadable[0]);
    }

    // The message is about a change that is not made for that reason; here nothing was going to be changed.
    private static ErrorReport OfJournal(LocalMachine machine, AimError error) => error.Definition != AimErrors.JournalUnusable ? ErrorReport.Of(error)
        : new(error.Number, error.Definition.Name, $"The journal {error.Arguments[0]} cannot be read: {error.Arguments[1]}. What was registered from here is not known without it. " +
            (error.Arguments[0] == machine.JournalFolder ? "Run the command as the account that it belongs to, or check the rights of its folder."
            : "If it is damaged, aimsetup recover puts it aside, and so does the next installation."));

    private static List<StatusMarker> Markers(LocalMachine machine, List<ErrorReport> unreadable)
    {
        try
        {
            return [.. machine.Markers.ReadAll().Select(m => new StatusMarker
            {
                Product = m.Product.Name,
                ProductCode = m.Product.ProductCode,
                Installed = LocalMachine.IsInstalled(m.Product.ProductCode),
                ProductVersion = m.ProductVersion,
                Client = m.ClientId,
                Server = m.Server,
                Registrar = m.Registrar,
                Outcome = m.Outcome,
                Time = m.Time,
            })];
        }
        catch (AimException e)
        {
            unreadable.Add(ErrorReport.Of(e.Error));
            return [];
        }
    }

    private static StatusEntry Entry(JournalEntry entry) => new()
    {
        Transaction = entry.Transaction,
        Phase = entry.Phase.ToString().ToLowerInvariant(),
        Kind = entry.Kind.ToString().ToLowerInvariant(),
        Client = entry.Receipt?.ClientId ?? entry.Client.ClientId,
        Server = entry.Endpoints.Server,
        Registrar = entry.Registrar,
        Product = entry.Product.Name,
        ProductCode = entry.Product.ProductCode,
        Adopters = entry.Adopters,
        Begun = entry.Begun,
    };

    private static StatusStored Stored(LocalMachine machine, StoredCredentials credentials) => new()
    {
        File = machine.Credentials.FileOf(credentials.ClientId),
        Client = credentials.ClientId,
        Server = credentials.Server,
        Products = [.. credentials.Users.Select(u => u.Product.Name)],
        NotInstalled = [.. credentials.Users.Where(u => u.Product.ProductCode.Length > 0 && !LocalMachine.IsInstalled(u.Product.ProductCode)).Select(u => u.Product.Name)],
        Readers = credentials.Readers(),
        Rotating = credentials.NextSecret is not null,
        Changed = credentials.Changed,
    };

    private static void Show(CommandOutput output, StatusMarker marker) => output.Line(
        $"{(marker.Installed ? "installed" : "not installed")}: {marker.Product} {marker.ProductVersion} {(marker.Installed ? "uses" : "left a marker, and used")} '{marker.Client}' at {marker.Server} ({marker.Outcome} {marker.Time})");

    private static void Show(CommandOutput output, StatusStored stored) => output.Line(
        $"stored: '{stored.Client}' at {stored.Server} for {string.Join(", ", stored.Products.Select(p => stored.NotInstalled.Contains(p) ? $"{p} (not installed)" : p))} in {stored.File}{(stored.Rotating ? ", with two secrets: a rotation was not finished" : "")}");

    private static void Show(CommandOutput output, StatusEntry entry)
    {
        var begun = entry.Begun.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        output.Line(entry.Phase == "committed"
            ? $"registered: '{entry.Client}' at {entry.Server}, {begun}, by {entry.Product} (registrar {entry.Registrar}, transaction {entry.Transaction})"
            : $"unfinished: {entry.Kind} of '{entry.Client ?? "(assigned by the server)"}' at {entry.Server}, {begun}, by {entry.Product} ({entry.Phase}, transaction {entry.Transaction})");
        foreach (var adopter in entry.Adopters)
            output.Line($"  also used by the product {adopter}");
    }
}
