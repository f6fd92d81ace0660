using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace AimSetup.PowerShellHost;

/// <summary>
/// The standard streams. What is asked is answered by lines of standard input; secret answers need a console, as they do in
/// pwsh, and are refused.
/// </summary>
internal sealed class ShellUserInterface(bool nonInteractive) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ShellScreen();

    public override void Write(string value) => Console.Out.Write(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Console.Out.WriteLine(Plain(value));

    public override void WriteErrorLine(string value) => Console.Error.WriteLine(Plain(value));

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine()
    {
        DemandInteraction();
        return Console.In.ReadLine()!;
    }

    public override SecureString ReadLineAsSecureString()
    {
        DemandInteraction();
        throw new InvalidOperationException("A secret can be typed at a console only; standard input is redirected.");
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        DemandInteraction();
        if (!string.IsNullOrEmpty(caption))
            WriteLine(caption);
        if (!string.IsNullOrEmpty(message))
            WriteLine(message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var description in descriptions)
        {
            Write(description.Name + ": ");
            var isSecret = description.ParameterTypeFullName is "System.Security.SecureString";
            answers[description.Name] = PSObject.AsPSObject(isSecret ? ReadLineAsSecureString() : ReadLine() ?? "");
        }
        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        DemandInteraction();
        throw new PSNotSupportedException();
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        DemandInteraction();
        WriteLine(caption);
        WriteLine(message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine();
        }
        Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    // Colours are for screens.
    private static string Plain(string value) => new StringDecorated(value).ToString(OutputRendering.PlainText);

    private void DemandInteraction()
    {
        if (nonInteractive)
            throw new HostException("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }
}
