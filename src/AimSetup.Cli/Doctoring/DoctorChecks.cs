using AimSetup.Cli.Options;
using AimSetup.Errors;

namespace AimSetup.Cli.Doctoring;

/// <summary>The checks that were made.</summary>
/// <param name="tell">Is told of each check as it ends.</param>
internal sealed class DoctorChecks(Action<DoctorCheck> tell)
{
    private readonly List<DoctorCheck> _all = [];

    /// <summary>All so far, in their order.</summary>
    public IReadOnlyList<DoctorCheck> All => _all;

    /// <summary>The kind of error of the first check that failed; null: none did, or it has no number.</summary>
    public AimErrorDefinition? FirstError { get; private set; }

    /// <summary>Adds a check.</summary>
    /// <param name="check">The check.</param>
    public void Add(DoctorCheck check)
    {
        _all.Add(check with { Text = check.Text.ReplaceLineEndings(" ") });
        tell(_all[^1]);
    }

    /// <summary>Adds a check that failed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="definition">The kind of error.</param>
    /// <param name="text">What was found, and what to do.</param>
    /// <returns>False.</returns>
    public bool Fail(string name, AimErrorDefinition definition, string text)
    {
        FirstError ??= definition;
        Add(new DoctorCheck(name, DoctorState.Failed, text));
        return false;
    }

    /// <summary>Adds a check that failed by an error of the product.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="error">The error.</param>
    public void Fail(string name, AimError error) => Fail(name, error.Definition, SettingNames.ForCommandLine(error.Text));
}
