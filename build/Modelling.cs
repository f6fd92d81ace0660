using System.Globalization;
using System.Text.RegularExpressions;

namespace AimSetup.Build;

/// <summary>
/// The target model: spin goes through all states of the protocol's Promela model. Then each mutant of it, a protocol with one
/// rule left out, must be found to be wrong: a model that cannot fail proves nothing.
/// </summary>
internal sealed partial class Modelling(Repository repository, Steps steps)
{
    private const string Model = "tests/AimSetup.ModelTests/Promela/registration.pml";

    // Megabytes. The search takes less than half of it.
    private const int Memory = 4000;

    private static readonly (string Switch, string Meaning)[] Mutants =
    [
        ("ACT_THEN_WRITE", "AIM is asked before the journal is written"),
        ("FORGET_LOST_ANSWER", "the entry is deleted when the answer is lost"),
        ("REMOVE_WITHOUT_EVIDENCE", "the rollback removes what it finds, whatever its mark"),
        ("REMOVE_IN_USE", "the rollback removes what others use"),
        ("NO_NOTE", "adopters do not note their use"),
        ("NO_RECOVERY", "nothing finishes what was left"),
        ("RACE_AT_REMOVAL", "the assumption at the removal is dropped"),
        ("RACE_AT_NOTE", "the assumption at the note is dropped"),
    ];

    public int Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("build: the model is checked by Debian's spin and gcc; run this target on Linux.");
            return 2;
        }
        new DebianPackages(steps).Require("spin", "gcc", "libc6-dev");

        var whole = Search("model", []);
        Console.WriteLine($"  three machines, four installs: {whole.States:N0} states, errors: {whole.Errors}");
        var found = 0;
        foreach (var (name, meaning) in Mutants)
        {
            var mutant = Search("mutant " + name, ["-D" + name, "-DAGAIN=0"]);
            Console.WriteLine($"  {meaning}: {(mutant.Errors > 0 ? "found" : "NOT FOUND")} after {mutant.States:N0} states");
            found += mutant.Errors > 0 ? 1 : 0;
        }
        Console.WriteLine($"errors: {whole.Errors}; {found} of {Mutants.Length} mutants found");
        return whole.Errors == 0 && found == Mutants.Length ? 0 : 1;
    }

    private Searched Search(string step, IEnumerable<string> switches)
    {
        var folder = repository.Artifact("model", step.Replace(' ', '-'));
        Directory.CreateDirectory(folder);
        var output = new StringWriter(CultureInfo.InvariantCulture);
        steps.Run(step, log =>
        {
            // The search itself ends with 0 when it found an error: what it says counts.
            var code = Tool.Run("spin", ["-a", .. switches, Path.Combine(repository.Root, Model)], folder, log);
            if (code == 0)
                code = Tool.Run("gcc", ["-O2", "-w", "-DSAFETY", "-DCOLLAPSE", $"-DMEMLIM={Memory}", "-o", "pan", "pan.c"], folder, log);
            if (code == 0)
                code = Tool.Run(Path.Combine(folder, "pan"), ["-m100000"], folder, output);
            log.Write(output);
            return code == 0 && IsComplete(output.ToString()) ? 0 : 1;
        });
        var text = output.ToString();
        return new Searched(Number(Stored(), text), (int)Number(Errors(), text));
    }

    // A search that ran out of memory or depth has not seen all states.
    private static bool IsComplete(string text) =>
        Errors().IsMatch(text) && !text.Contains("max search depth too small", StringComparison.Ordinal) && !text.Contains("out of memory", StringComparison.Ordinal)
        && (Number(Errors(), text) > 0 || !text.Contains("Search not completed", StringComparison.Ordinal));

    private static double Number(Regex pattern, string text) => double.Parse(pattern.Match(text).Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"([\d.e+]+) states, stored")]
    private static partial Regex Stored();

    private sealed record Searched(double States, int Errors);
}
