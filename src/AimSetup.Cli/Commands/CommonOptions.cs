using System.CommandLine;
using System.CommandLine.Parsing;

namespace AimSetup.Cli.Commands;

/// <summary>Options that several commands have, one of each for a command.</summary>
internal static class CommonOptions
{
    /// <summary>Refuses the name of a file that is empty: what a script passes when a variable of its own has no value.</summary>
    public static void RefuseEmpty(SymbolResult result, string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
            result.AddError($"{name} is empty; give a file name.");
    }

    public static Option<bool> DryRun() => new("--dry-run") { Description = "Say what would be done, and change nothing." };

    public static Option<string?> Journal() => new("--journal")
    {
        Description = "Elsewhere than on Windows: folder of the journal. Default: $XDG_STATE_HOME/aimsetup/journal or ~/.local/state/aimsetup/journal.",
        HelpName = "FOLDER",
    };

    public static Option<string?> GenerateSecret() => new("--generate-secret")
    {
        Description = "Make a new client secret of 256 random bits and write it to this new file, which only its owner can read.",
        HelpName = "FILE",
    };
}
