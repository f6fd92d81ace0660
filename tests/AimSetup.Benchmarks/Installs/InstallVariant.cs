namespace AimSetup.Benchmarks.Installs;

/// <summary>One of the things that are compared.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Package">The package.</param>
/// <param name="Properties">What msiexec is given.</param>
/// <param name="Prepare">What AIM must be like before.</param>
/// <param name="After">What is done by hand after the install, and counts; null: nothing.</param>
internal sealed record InstallVariant(
    string Name, string Package, IReadOnlyList<string> Properties, Action Prepare, Func<Task>? After = null)
{
    /// <summary>Milliseconds of each round.</summary>
    public List<double> Durations { get; } = [];

    /// <summary>Of these, what AIM needed for its answers.</summary>
    public List<double> Answers { get; } = [];

    /// <summary>Requests of the last round.</summary>
    public int Requests { get; set; }

    /// <summary>Connections of the last round.</summary>
    public int Connections { get; set; }
}
