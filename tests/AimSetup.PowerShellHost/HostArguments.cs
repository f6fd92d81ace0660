using System.Text;

namespace AimSetup.PowerShellHost;

/// <summary>The part of pwsh's command line that is understood. Names may be shortened, and case does not matter, as there.</summary>
internal sealed record HostArguments
{
    private static readonly string[] Switches = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Sta", "-Mta"];
    private static readonly string[] WithValue =
        ["-ExecutionPolicy", "-EncodedCommand", "-File", "-Command", "-InputFormat", "-OutputFormat", "-WorkingDirectory"];

    /// <summary>Whether nobody can be asked.</summary>
    public bool NonInteractive { get; private init; }

    /// <summary>The text of a command, or null.</summary>
    public string? Command { get; private init; }

    /// <summary>The path of a script, or null.</summary>
    public string? File { get; private init; }

    /// <summary>What follows the path of the script.</summary>
    public IReadOnlyList<string> FileArguments { get; private init; } = [];

    /// <summary>Reads them; null when they make no sense.</summary>
    public static HostArguments? Read(string[] arguments, out string? problem)
    {
        var result = new HostArguments();
        problem = null;
        for (var at = 0; at < arguments.Length; at++)
        {
            var name = Find(arguments[at]);
            if (name is null)
            {
                // As pwsh does: the first argument that is no option is a script.
                return arguments[at] is ['-', ..] ? Fail($"Not understood: {arguments[at]}", out problem) : result.WithFile(arguments[at..]);
            }
            if (name == "-NonInteractive")
                result = result with { NonInteractive = true };
            if (!WithValue.Contains(name))
                continue;
            if (++at >= arguments.Length)
                return Fail($"{name} needs a value.", out problem);
            switch (name)
            {
                case "-EncodedCommand":
                    result = result with { Command = Encoding.Unicode.GetString(Convert.FromBase64String(arguments[at])) };
                    break;
                case "-Command":
                    return result with { Command = string.Join(' ', arguments[at..]) };
                case "-File":
                    return result.WithFile(arguments[at..]);
                case "-WorkingDirectory":
                    Environment.CurrentDirectory = arguments[at];
                    break;
            }
        }

        return result.Command is null ? Fail("There is no prompt here: give -Command, -EncodedCommand or -File.", out problem) : result;
    }

    private static string? Find(string argument)
    {
        var shortened = argument.ToUpperInvariant() switch
        {
            "-C" => "-Command",
            "-F" => "-File",
            "-E" or "-EC" => "-EncodedCommand",
            "-EP" or "-EX" => "-ExecutionPolicy",
            "-WD" => "-WorkingDirectory",
            "-NOP" => "-NoProfile",
            "-NONI" => "-NonInteractive",
            _ => argument,
        };
        return Switches.Concat(WithValue).FirstOrDefault(name => name.Equals(shortened, StringComparison.OrdinalIgnoreCase))
            ?? (shortened.Length < 4 ? null
                : Switches.Concat(WithValue).FirstOrDefault(name => name.StartsWith(shortened, StringComparison.OrdinalIgnoreCase)));
    }

    private static HostArguments? Fail(string message, out string? problem)
    {
        problem = message;
        return null;
    }

    private HostArguments WithFile(string[] rest) => this with { File = rest[0], FileArguments = rest[1..] };
}
