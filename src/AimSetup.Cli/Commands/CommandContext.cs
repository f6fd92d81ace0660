using System.CommandLine;
using AimSetup.Cli.Input;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Registration;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Cli.Commands;

/// <summary>What one running command works with.</summary>
internal sealed class CommandContext
{
    private CommandContext(ParseResult parsed, CancellationToken cancellationToken)
    {
        Parsed = parsed;
        CancellationToken = cancellationToken;
        Output = new CommandOutput(parsed.CommandResult.Command.Name, parsed.GetValue(GlobalOptions.Json));
        Logger = new VerboseLog(parsed.GetValue(GlobalOptions.Verbose));
        Secrets = new SecretInput(isPromptAllowed: !parsed.GetValue(GlobalOptions.NoPrompt), cancellationToken);
    }

    public ParseResult Parsed { get; }

    public CommandOutput Output { get; }

    public ILogger Logger { get; }

    public SecretInput Secrets { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Makes a command run.</summary>
    public static void Run(Command command, Func<CommandContext, Task<int>> run) =>
        command.SetAction((parsed, cancellationToken) => run(new CommandContext(parsed, cancellationToken)));

    public AimHttpClient Connect(TrustSettings trust, int seconds) => new(trust, new TimeBudget(TimeSpan.FromSeconds(seconds)), Logger);

    public RegistrarFactory Registrars(AimHttpClient http, RegistrarOptions options, RegistrarCredentials? credentials) =>
        new(http, Logger) { Options = options, Credentials = credentials };
}
