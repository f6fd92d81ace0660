using System.Text.RegularExpressions;

namespace AimSetup.InstallTests.Support;

/// <summary>How AimSetup says that an action ended: the outcome and the error number of the line made to be searched for.</summary>
public sealed partial record Ending(Outcome Outcome, int? Error)
{
    public static Ending Created { get; } = new(Outcome.Created, null);

    public static Ending Adopted { get; } = new(Outcome.Adopted, null);

    public static Ending Updated { get; } = new(Outcome.Updated, null);

    public static Ending Skipped { get; } = new(Outcome.Skipped, null);

    public static Ending Removed { get; } = new(Outcome.Removed, null);

    public static Ending RolledBack { get; } = new(Outcome.RolledBack, null);

    public static Ending Disabled { get; } = new(Outcome.Disabled, AimErrors.DisabledInstead.Number);

    public static Ending Refused(AimErrorDefinition error) => new(Outcome.Refused, error.Number);

    public static Ending NotRolledBack(AimErrorDefinition error) => new(Outcome.NotRolledBack, error.Number);

    public static Ending SkippedBecause(AimErrorDefinition error) => new(Outcome.Skipped, error.Number);

    /// <summary>The endings in the log of a run, in their order.</summary>
    public static IReadOnlyList<Ending> Of(MsiRun run) =>
        [.. from line in run.Lines
            let match = Line().Match(line)
            where match.Success
            select new Ending(
                Enum.GetValues<Outcome>().Single(o => OutcomeLine.Name(o) == match.Groups["outcome"].Value),
                match.Groups["error"].Value is "-" ? null : int.Parse(match.Groups["error"].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^AimSetup: outcome=(?<outcome>\S+) client=\S+ server=\S+ transaction=(-|[0-9a-f]{32}) error=(?<error>\S+)$")]
    private static partial Regex Line();
}
