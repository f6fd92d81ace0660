using System.CommandLine;
using AimSetup.Cli.Injecting;
using AimSetup.Cli.Output;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup inject</c>: adds AimSetup to an MSI that somebody else built.</summary>
public static class InjectCommand
{
    private const string Description =
        """
        Adds AimSetup to an MSI that somebody else built. The input is never changed.

        Example:
          aimsetup inject Client.msi --output Client-aim.msi

        Exit codes:
          0    done
          1    unexpected fault in aimsetup
          2    wrong command line, or the output is the input
          3    the input is missing, unreadable, not an MSI, truncated or damaged
          4    the MSI has AimSetup already (--force replaces it)
          5    the output exists (--overwrite replaces it) or cannot be written
          6    the MSI cannot take the actions: wrong kind of file, no InstallInitialize, no free numbers, names in use, texts that cannot be kept
          7    something is missing: libmsi (msitools) on Linux, or the DLL with the actions
          130  cancelled
        """;

    /// <summary>Makes the command.</summary>
    /// <returns>The command with its options.</returns>
    public static Command Create()
    {
        var input = new Argument<string>("msi") { Description = "The MSI to add AimSetup to." };
        var output = new Option<string>("--output", "-o") { Description = "The MSI to write.", Required = true };
        var host = new Option<string>("--host") { Description = "Which DLL carries the actions.", DefaultValueFactory = _ => "native" };
        host.AcceptOnlyFromAmong("native");
        input.Validators.Add(result => CommonOptions.RefuseEmpty(result, result.GetValue(input), "VENDOR.msi"));
        output.Validators.Add(result => CommonOptions.RefuseEmpty(result, result.GetValue(output), "--output"));
        var dll = new Option<string?>("--dll") { Description = "The DLL with the actions, instead of the one inside aimsetup." };
        dll.Validators.Add(result => CommonOptions.RefuseEmpty(result, result.GetValue(dll), "--dll"));
        var force = new Option<bool>("--force") { Description = "Replace AimSetup in an MSI that has it already." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the output file if it exists." };
        var page = new Option<bool>("--ui") { Description = "Add a page that asks for server, client ID and secret in an interactive installation." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do and check everything, but do not write the output." };
        var command = new Command("inject", Description) { input, output, host, dll, page, force, overwrite, dryRun };
        CommandContext.Run(command, context =>
        {
            var options = new InjectOptions(
                context.Parsed.GetRequiredValue(input),
                context.Parsed.GetRequiredValue(output),
                context.Parsed.GetValue(dll),
                context.Parsed.GetValue(force),
                context.Parsed.GetValue(overwrite),
                context.Parsed.GetValue(page),
                context.Parsed.GetValue(dryRun));
            return Task.Run(() => Run(options, context.Output, context.CancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static int Run(InjectOptions options, CommandOutput output, CancellationToken cancellation)
    {
        var result = PackageTreatment.Run(options, cancellation);
        var done = (options.DryRun ? "would be " : "") + (result.Replaced ? "replaced in" : "added to");
        output.Line($"{result.Output}: AimSetup {done} {result.ProductName} {result.ProductVersion}");
        output.Line($"ProductCode {result.ProductCode} (kept), PackageCode {result.PackageCode} (new)");
        output.Line("machines that have this version already, from another package: REINSTALL=ALL REINSTALLMODE=vomus, and a file of the same name as that package's (error 1316 else)");
        output.Line("actions: " + string.Join(", ", result.Actions.Select(a => $"{a.Action} {a.Sequence}")));
        Show(output, "renumbered to make room", result.Moved);
        if (result.Page is { } page)
        {
            output.Line("dialogs: " + string.Join(", ", page.Added.Select(a => $"{a.Action} {a.Sequence}"))
                + (page.HasPlainDialogs ? " (the package had none: dialogs for progress, errors and the end were added)" : ""));
            Show(output, "renumbered in InstallUISequence", page.Moved);
        }
        foreach (var warning in result.Warnings)
            CommandOutput.Warn(warning);
        return output.End(new InjectReport
        {
            DryRun = options.DryRun,
            Output = result.Output,
            ProductName = result.ProductName,
            ProductVersion = result.ProductVersion,
            ProductCode = result.ProductCode,
            PackageCode = result.PackageCode,
            Replaced = result.Replaced,
            Actions = [.. result.Actions.Select(a => new InjectedAction(a.Action, a.Sequence))],
            Moved = [.. result.Moved.Concat(result.Page?.Moved ?? []).Select(m => new InjectedAction(m.Action, m.To))],
            Dialogs = [.. (result.Page?.Added ?? []).Select(a => new InjectedAction(a.Action, a.Sequence))],
            Warnings = result.Warnings,
        }, ReportJson.Shared.InjectReport);
    }

    private static void Show(CommandOutput output, string what, IReadOnlyList<MovedAction> moved)
    {
        if (moved.Count > 0)
            output.Line(what + ": " + string.Join(", ", moved.Select(m => $"{m.Action} {m.From} -> {m.To}")));
    }
}
