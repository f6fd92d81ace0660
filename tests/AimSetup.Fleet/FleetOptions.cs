using System.Globalization;

namespace AimSetup.Fleet;

/// <summary>How a fleet is played.</summary>
public sealed class FleetOptions
{
    /// <summary>What to type.</summary>
    public const string Usage =
        """
        Usage: AimSetup.Fleet [--machines N] [--failing PERCENT] [--faulty PERCENT] [--at-once N] [--answer-time MS] [--minutes N]
          --machines N       how many machines install the same client ID; 1 to 10000, 1000 when not given
          --failing PERCENT  of the installs, how many have a later action fail; 10 when not given
          --faulty PERCENT   of the registrations and removals, how many lose their answer or get 503; 2 when not given
          --at-once N        how many install at the same moment; 1 to 1000, 250 when not given
          --answer-time MS   how long AIM takes for each answer, in milliseconds; 0 to 10000, 0 when not given
          --minutes N        after that no further machine begins; 1 to 60, 15 when not given
        """;

    /// <summary>How many machines there are.</summary>
    public int Machines { get; init; } = 1000;

    /// <summary>In how many of a hundred installs a later action fails.</summary>
    public int Failing { get; init; } = 10;

    /// <summary>How many of a hundred registrations and removals lose their answer, or are refused for the moment.</summary>
    public int Faulty { get; init; } = 2;

    /// <summary>How many install at the same moment.</summary>
    public int AtOnce { get; init; } = 250;

    /// <summary>How long AIM takes for each answer; zero: it answers at once.</summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>After that no further machine begins.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The options; null: they make no sense.</returns>
    public static FleetOptions? Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var values = new Dictionary<string, int> { ["--machines"] = 1000, ["--failing"] = 10, ["--faulty"] = 2, ["--at-once"] = 250, ["--answer-time"] = 0, ["--minutes"] = 15 };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !values.ContainsKey(arguments[i]) || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;
            values[arguments[i]] = value;
        }
        return values["--machines"] is >= 1 and <= 10000 && values["--failing"] <= 100 && values["--faulty"] <= 100
            && values["--at-once"] is >= 1 and <= 1000 && values["--answer-time"] <= 10000 && values["--minutes"] is >= 1 and <= 60
            ? new FleetOptions
            {
                Machines = values["--machines"],
                Failing = values["--failing"],
                Faulty = values["--faulty"],
                AtOnce = values["--at-once"],
                AnswerTime = TimeSpan.FromMilliseconds(values["--answer-time"]),
                Limit = TimeSpan.FromMinutes(values["--minutes"]),
            }
            : null;
    }
}
