using System.Globalization;
using System.Text.RegularExpressions;
using AimSetup.CustomActions.Model;
using AimSetup.Errors;

namespace AimSetup.Cli.Explaining;

/// <summary>
/// Reads a verbose log of Windows Installer line by line and keeps what tells about AimSetup and about the failure. Lines of
/// Windows Installer are recognised in any language where they differ in words only.
/// </summary>
internal sealed partial class LogAnalysis
{
    private const int MostMessages = 50;
    private const int Failed = 3;
    private const int UserExit = 2;
    private const int NotRun = 0;
    private const string Top = "INSTALL";

    private static readonly string[] OwnActions = [.. InstallerModel.Actions.Select(a => a.Name)];

    private readonly List<string> _plan = [];
    private readonly List<ExplainedMessage> _messages = [];
    private readonly List<ExplainedRun> _runs = [];
    private bool _isInstallerLog;
    private int? _exitCode;
    private string? _action;
    private string? _notRun;
    private string? _customAction;
    private string? _detail;
    private bool _isCancelled;

    /// <summary>Reads a line.</summary>
    public void Add(string line)
    {
        // Most lines of a log have none of these; the patterns would cost much on hundreds of megabytes.
        if (line.Contains("AimSetup", StringComparison.Ordinal))
            AddOwn(line);
        if (line.Contains(". ", StringComparison.Ordinal) && ActionEnd().Match(line) is { Success: true } end)
            AddActionEnd(end.Groups["action"].Value, end.Groups["value"].Value);
        else if (line.Contains("MainEngineThread is returning", StringComparison.Ordinal) && EngineEnd().Match(line) is { Success: true } engine)
            (_isInstallerLog, _exitCode) = (true, Number(engine.Groups["code"].Value));
        else if (_action is null && line.Contains("returned actual error code", StringComparison.Ordinal) && CustomActionError().Match(line) is { Success: true } custom)
            (_isInstallerLog, _customAction, _detail) = (true, custom.Groups["action"].Value, $"error code {custom.Groups["code"].Value}");
        else if (_action is null && InstallerError().Match(line) is { Success: true } error && !error.Groups["code"].Value.StartsWith("290", StringComparison.Ordinal))
            _detail = $"error {error.Groups["code"].Value}: {error.Groups["text"].Value}";
        else if (line.StartsWith("=== ", StringComparison.Ordinal) || line.StartsWith("MSI (", StringComparison.Ordinal))
            _isInstallerLog = true;
    }

    /// <summary>What was found; null: it is no log of Windows Installer.</summary>
    public ExplainReport? Report(string log)
    {
        if (!_isInstallerLog && _runs.Count == 0)
            return null;
        var failure = _customAction ?? _action;
        var isOwn = _runs.Any(r => r.Outcome == "refused") || (failure is not null && OwnActions.Contains(failure));
        var isFailed = _action is not null || _exitCode is not (null or 0 or 1641 or 3010) || isOwn;
        var cause = !isFailed ? "none" : _isCancelled || _exitCode == 1602 ? "cancelled" : isOwn ? "aimsetup" : failure is null ? "unknown" : "other";
        return new ExplainReport
        {
            Log = log,
            InstallerExitCode = _exitCode,
            Cause = cause,
            Action = isFailed ? failure : null,
            Detail = cause == "other" ? _detail : null,
            Plan = _plan,
            Messages = _messages,
            Runs = _runs,
        };
    }

    private void AddOwn(string line)
    {
        if (OutcomeLine().Match(line) is { Success: true } outcome)
        {
            _runs.Add(new ExplainedRun(outcome.Groups["outcome"].Value, Given(outcome, "client"), Given(outcome, "server"), Given(outcome, "transaction"),
                Given(outcome, "error") is { } error ? Number(error) : null));
        }
        else if (PlanLine().Match(line) is { Success: true } plan && _plan.Count < MostMessages)
        {
            _plan.Add(plan.Groups["text"].Value);
        }
        else if (OwnMessage().Match(line) is { Success: true } message && _messages.Count < MostMessages)
        {
            var number = Number(message.Groups["number"].Value)!.Value;
            var explained = new ExplainedMessage(number, AimErrors.All.FirstOrDefault(e => e.Number == number)?.Name, message.Groups["text"].Value.Trim());
            if (!_messages.Contains(explained))
                _messages.Add(explained);
        }
    }

    // Innermost first: the action that failed ends before the sequence around it.
    private void AddActionEnd(string action, string value)
    {
        _isInstallerLog = true;
        if (_action is not null)
            return;

        // Wine writes 0 for what failed too. On Windows the whole sequence never ends so.
        if (Number(value) == NotRun)
        {
            _notRun ??= action;
            if (action == Top)
                _action = _notRun;
            return;
        }
        _notRun = null;
        if (Number(value) is not (Failed or UserExit))
            return;
        _isCancelled = Number(value) == UserExit;
        _action = action;
    }

    private static string? Given(Match match, string name) => match.Groups[name].Value is { Length: > 0 } value and not "-" ? value : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"AimSetup: outcome=(?<outcome>[a-z-]+) client=(?<client>\S+) server=(?<server>\S+) transaction=(?<transaction>\S+) error=(?<error>\S+)")]
    private static partial Regex OutcomeLine();

    [GeneratedRegex(@"AimSetup: plan[=:] ?(?<text>.+)$")]
    private static partial Regex PlanLine();

    [GeneratedRegex(@"AimSetup (?<number>29\d{3}): (?<text>.+)$")]
    private static partial Regex OwnMessage();

    // Action ended 10:11:12: InstallFinalize. Return value 3. / Aktion beendet um 10:11:12: InstallFinalize. Rückgabewert 3.
    [GeneratedRegex(@"^\D+\d{1,2}:\d{2}:\d{2}: (?<action>[A-Za-z_][\w.]*)\. [^\d]*(?<value>\d+)\.\s*$")]
    private static partial Regex ActionEnd();

    [GeneratedRegex(@"MainEngineThread is returning (?<code>\d+)")]
    private static partial Regex EngineEnd();

    [GeneratedRegex(@"CustomAction (?<action>\S+) returned actual error code (?<code>-?\d+)")]
    private static partial Regex CustomActionError();

    [GeneratedRegex(@"(?:^|-- )Error (?<code>\d{4,5})\.\s*(?<text>\S.{0,400})")]
    private static partial Regex InstallerError();
}
