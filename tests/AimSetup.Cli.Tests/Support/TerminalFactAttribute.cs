namespace AimSetup.Cli.Tests.Support;

/// <summary>A test that types at a terminal: that of util-linux's script.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public TerminalFactAttribute() => Skip = File.Exists("/usr/bin/script") ? null : "There is no /usr/bin/script, which makes the terminal.";
}
