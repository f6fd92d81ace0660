using System.CommandLine;
using System.CommandLine.Parsing;
using AimSetup.Cli.Injecting;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup inject</c>: adds AimSetup to an MSI that somebody else built.</summary>
public static class InjectCommand
{
    private const string Description =
        """
        Adds AimSetup to an MSI that somebody else built. The input is never changed.

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
        input.Validators.Add(result => RefuseEmpty(result, result.GetValue(input), "VENDOR.msi"));
        output.Validators.Add(result => RefuseEmpty(result, result.GetValue(output), "--output"));
        var dll = new Option<string?>("--dll") { Description = "The DLL with the actions, instead of the one inside aimsetup." };
        var force = new Option<bool>("--force") { Description = "Replace AimSetup in an MSI that has it already." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the output file if it exists." };
        var page = new Option<bool>("--ui") { Description = "Add a page that asks for server, client ID and secret in an interactive installation." };
        var command = new Command("inject", Description) { input, output, host, dll, page, force, overwrite };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new InjectOptions(
                parsed.GetRequiredValue(input),
                parsed.GetRequiredValue(output),
                parsed.GetValue(dll),
                parsed.GetValue(force),
                parsed.GetValue(overwrite),
                parsed.GetValue(page));
            return Task.Run(() => Run(options, cancellation), CancellationToken.None);
        });
        return command;
    }

    // What a script passes when a variable of its own has no value.
    private static void RefuseEmpty(SymbolResult result, string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
            result.AddError($"{name} is empty; give a file name.");
    }

    private static int Run(InjectOptions options, CancellationToken cancellation)
    {
        var result = PackageTreatment.Run(options, cancellation);
        Console.Out.WriteLine($"{result.Output}: {(result.Replaced ? "AimSetup replaced in" : "AimSetup added to")} {result.ProductName} {result.ProductVersion}");
        Console.Out.WriteLine($"ProductCode {result.ProductCode} (kept), PackageCode {result.PackageCode} (new)");
        Console.Out.WriteLine("actions: " + string.Join(", ", result.Actions.Select(a => $"{a.Action} {a.Sequence}")));
        Print("renumbered to make room", result.Moved);
        if (result.Page is { } page)
        {
            Console.Out.WriteLine("dialogs: " + string.Join(", ", page.Added.Select(a => $"{a.Action} {a.Sequence}"))
                + (page.HasPlainDialogs ? " (the package had none: dialogs for progress, errors and the end were added)" : ""));
            Print("renumbered in InstallUISequence", page.Moved);
        }
        foreach (var warning in result.Warnings)
            Console.Error.WriteLine("aimsetup: warning: " + warning);
        return (int)ExitCode.Done;
    }

    private static void Print(string what, IReadOnlyList<MovedAction> moved)
    {
        if (moved.Count > 0)
            Console.Out.WriteLine(what + ": " + string.Join(", ", moved.Select(m => $"{m.Action} {m.From} -> {m.To}")));
    }
}
