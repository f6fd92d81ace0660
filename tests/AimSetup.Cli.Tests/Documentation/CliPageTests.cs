using System.Globalization;
using System.Text.RegularExpressions;
using AimSetup.Cli.Commands;
using AimSetup.Cli.Doctoring;
using AimSetup.Cli.Explaining;
using AimSetup.Cli.Output;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>docs/cli.md names every command, option, exit code and member of the documents, and none that is not there.</summary>
public sealed class CliPageTests
{
    private static readonly Type[] Documents =
    [
        typeof(PlanReport), typeof(ChangeReport), typeof(StoredReport), typeof(VerifyReport), typeof(StatusReport), typeof(StatusEntry), typeof(StatusMarker), typeof(StatusStored), typeof(RecoverReport),
        typeof(RecoveredRun), typeof(DoctorReport), typeof(DoctorCheck), typeof(ExplainReport), typeof(ExplainedMessage), typeof(ExplainedRun),
        typeof(InjectReport), typeof(InjectedAction), typeof(ErrorReport),
    ];

    private static readonly string Page = File.ReadAllText(RepositoryFile.Path("docs", "cli.md"));

    [Fact]
    public void ExitCodes_AreThoseOfTheProgram()
    {
        var rows = Page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && int.TryParse(l.Split('|')[1].Trim(), out _)).Select(l => int.Parse(l.Split('|')[1].Trim(), CultureInfo.InvariantCulture));
        Assert.Equal(Enum.GetValues<ExitCode>().Select(c => (int)c), rows);
    }

    [Fact]
    public void Options_AreThoseOfTheProgram()
    {
        var root = Root.Create();
        var options = root.Options.Concat(root.Subcommands.Where(c => c.Name != "inject").SelectMany(c => c.Options)).Select(o => o.Name).Where(n => n is not ("--help" or "--version")).Distinct().ToList();
        Assert.All(options, option => Assert.Contains($"`{option}", Page, StringComparison.Ordinal));
        var named = Regex.Matches(Page, "`(--[a-z][a-z-]+)").Select(m => m.Groups[1].Value).Distinct();
        Assert.Empty(named.Except(options).Except(["--output", "--version", "--help"]));
    }

    [Fact]
    public void Commands_AreThoseOfTheProgram() =>
        Assert.All(Root.Create().Subcommands, command => Assert.Contains($"`aimsetup {command.Name}", Page, StringComparison.Ordinal));

    [Fact]
    public void Documents_AreThoseOfTheProgram()
    {
        foreach (var type in Documents)
        {
            foreach (var member in type.GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Where(n => n != "line"))
                Assert.True(Page.Contains($"`{member}`", StringComparison.Ordinal), $"docs/cli.md does not name the member {member} of {type.Name}.");
        }
    }
}
