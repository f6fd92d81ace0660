using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text;

namespace AimSetup.PowerShellHost;

/// <summary>Runs one command or one script in the PowerShell engine, as pwsh would.</summary>
internal static class Shell
{
    private const int Failed = 1;
    private const string Outcome = "AimSetupShellOutcome";
    private const string Show = "[CmdletBinding()] param($record) $ErrorActionPreference = 'Continue'; $PSCmdlet.WriteError($record)";

    public static int Run(HostArguments arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        Console.InputEncoding = new UTF8Encoding(false);
        var host = new ShellHost(arguments.NonInteractive);
        using var runspace = RunspaceFactory.CreateRunspace(host, Session());
        runspace.Open();
        Runspace.DefaultRunspace = runspace;

        // The other views are drawn by cmdlets that are not here.
        runspace.SessionStateProxy.SetVariable("ErrorView", "NormalView");
        if (arguments.File is not null)
            LetScriptsExit(runspace);
        using var pipeline = runspace.CreatePipeline();
        try
        {
            pipeline.Commands.Add(arguments.File is null ? Text(arguments.Command!) : Script(arguments));
        }
        catch (FileNotFoundException exception)
        {
            host.UI.WriteErrorLine(exception.Message);
            return 64;
        }

        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        var failed = !Invoke(pipeline, arguments, host, runspace);
        return host.ExitCode ?? (failed ? Failed : arguments.File is null && !Succeeded(runspace) ? Failed : 0);
    }

    /// <summary>False when it ended by an error.</summary>
    private static bool Invoke(Pipeline pipeline, HostArguments arguments, ShellHost host, Runspace runspace)
    {
        // Standard input is the command's input only if the command names $input; else it is left to the command.
        var readsInput = UsesInput(arguments) && Console.IsInputRedirected;
        if (!readsInput)
            pipeline.Input.Close();
        using var ended = new ManualResetEventSlim();
        pipeline.StateChanged += (_, change) =>
        {
            if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
                ended.Set();
        };
        pipeline.InvokeAsync();
        if (readsInput)
        {
            while (Console.In.ReadLine() is { } line && pipeline.Input.IsOpen)
                pipeline.Input.Write(line);
            pipeline.Input.Close();
        }

        ended.Wait();
        if (pipeline.PipelineStateInfo.State != PipelineState.Failed)
            return true;
        if (pipeline.PipelineStateInfo.Reason is ExitException)
            return true;
        ShowError(pipeline.PipelineStateInfo.Reason, host, runspace);
        return false;
    }

    private static void ShowError(Exception reason, ShellHost host, Runspace runspace)
    {
        var record = (reason as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(reason, "Failed", ErrorCategory.NotSpecified, null);
        try
        {
            using var showing = runspace.CreatePipeline();
            var write = new Command(Show, isScript: true, useLocalScope: true);
            write.Parameters.Add(null, record);
            write.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            showing.Commands.Add(write);
            showing.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
            showing.Invoke();
        }
        catch (RuntimeException)
        {
            host.UI.WriteErrorLine(record.ToString());
        }
    }

    private static bool Succeeded(Runspace runspace) => runspace.SessionStateProxy.GetVariable(Outcome) is not false;

    // Whether its last statement succeeded, a command has to be asked itself: the pipeline around it always does.
    private static Command Text(string text) => new($"{text}\n$global:{Outcome} = $?", isScript: true, useLocalScope: false);

    /// <summary>
    /// Makes the <c>exit</c> of a script file end the pipeline with its code, as for pwsh -File. The engine has no public way
    /// to ask for it.
    /// </summary>
    private static void LetScriptsExit(Runspace runspace)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("ExecutionContext", hidden)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", hidden)!.SetValue(context, true);
    }

    private static Command Script(HostArguments arguments)
    {
        var path = Path.GetFullPath(arguments.File!);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The argument '{arguments.File}' is not recognized as the name of a script file.");
        var command = new Command(path, isScript: false, useLocalScope: false);
        string? name = null;
        foreach (var argument in arguments.FileArguments)
        {
            if (argument is ['-', not (>= '0' and <= '9'), ..] && name is null)
                name = argument[1..];
            else
            {
                command.Parameters.Add(name, argument);
                name = null;
            }
        }
        if (name is not null)
            command.Parameters.Add(name);
        return command;
    }

    private static bool UsesInput(HostArguments arguments)
    {
        var tree = arguments.File is null
            ? Parser.ParseInput(arguments.Command, out _, out _)
            : Parser.ParseFile(Path.GetFullPath(arguments.File), out _, out _);
        return tree.Find(
            ast => ast is VariableExpressionAst variable
                && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase) && !InFunction(variable),
            searchNestedScriptBlocks: true) is not null;
    }

    private static bool InFunction(Ast ast)
    {
        for (var parent = ast.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is FunctionDefinitionAst)
                return true;
        }
        return false;
    }

    private static InitialSessionState Session()
    {
        var session = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(Shell).Assembly.GetTypes())
        {
            if (type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false) is [CmdletAttribute cmdlet])
                session.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
        }
        return session;
    }
}
