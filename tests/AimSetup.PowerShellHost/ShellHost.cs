using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace AimSetup.PowerShellHost;

/// <summary>What the engine knows of the program around it.</summary>
internal sealed class ShellHost(bool nonInteractive) : PSHost
{
    /// <summary>What the command ended with by <c>exit</c>; null when it did not.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "AimSetupTestHost";

    public override PSHostUserInterface UI { get; } = new ShellUserInterface(nonInteractive);

    public override Version Version => typeof(ShellHost).Assembly.GetName().Version!;

    public override void EnterNestedPrompt() => throw new PSNotSupportedException();

    public override void ExitNestedPrompt() => throw new PSNotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
