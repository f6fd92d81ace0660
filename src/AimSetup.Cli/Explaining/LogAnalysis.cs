using System.Globalization;
using System.Text.RegularExpressions;
using AimSetup.CustomActions.Model;
using AimSetup.Errors;

namespace AimSetup.Cli.Explaining;

/// <summary>
/// Reads a verbose log of Windows Installer line by line and keeps what tells about AimSetup and about the failure. Lines of
/// Windows Installer are recognised in any language where they differ in words only.
/// </summary>
internal sealed class LogAnalysis
{
    private const int MostMessages = 50;
    private const int Succeeded = 1;
    private const int UserExit = 2;
    private const int Failed = 3;
    private const int NotRun = 0;
    private const string Top = "INSTALL";
    private const char ByteOrderMark = '\uFEFF';

    private static readonly string[] OwnActions = [.. InstallerModel.Actions.Select(a => a.Name)];

    // Those that run what was written into the script before: the action that failed is one of the script then.
    private static readonly string[] RunningScript = ["InstallExecute", "InstallExecuteAgain", "InstallFinalize", Top];

    private readonly List<string> _plan = [];
    private readonly List<ExplainedMessage> _messages = [];
    private readonly List<ExplainedRun> _runs = [];
    private bool _isInstallerLog;
    private int _installations = 1;
    private int _depth;
    private bool _isAtStart;
    private bool _isEnded;
    private int? _exitCode;
    private string? _action;
    private string? _notRun;
    private string? _customAction;
    private string? _customDetail;
    private string? _detail;
    private bool _isCancelled;

    /// <summary>Reads a line.</summary>
    public void Add(string line)
    {
        line = Printable(line);
        var isNextToStart = _isAtStart;
        _isAtStart = false;

        // Most lines of a log have none of these; the patterns would cost much on hundreds of megabytes.
        if (line.Contains("AimSetup", StringComparison.Ordinal))
            AddOwn(line);
        if (line.StartsWith("=== Verbose logging started", StringComparison.Ordinal))
            BeginInstallation();
        else if (LogPatterns.MayBeActionEnd(line) && LogPatterns.ActionEnd().Match(line) is { Success: true } end)
            AddActionEnd(end.Groups["action"].Value, end.Groups["value"].Value);
        else if (line.Contains(": " + Top, StringComparison.Ordinal) && LogPatterns.TopStart().IsMatch(line))
            BeginTop(isNextToStart);
        else if (line.Contains("MainEngineThread is returning", StringComparison.Ordinal) && LogPatterns.EngineEnd().Match(line) is { Success: true } engine)
            AddEngineEnd(line, Number(engine.Groups["code"].Value));
        else if (_action is null && line.Contains("returned actual error code", StringComparison.Ordinal) && LogPatterns.CustomActionError().Match(line) is { Success: true } custom)
            AddCustomActionError(custom.Groups["action"].Value, custom.Groups["code"].Value, line);
        else if (_action is null && LogPatterns.InstallerError().Match(line) is { Success: true } error && !IsOwn(error.Groups["code"].Value))
            _detail = $"error {error.Groups["code"].Value}: {error.Groups["text"].Value}";
        else if (line.StartsWith("=== ", StringComparison.Ordinal) || line.StartsWith("MSI (", StringComparison.Ordinal))
            _isInstallerLog = true;
    }

    /// <summary>What was found; null: it is no log of Windows Installer.</summary>
    public ExplainReport? Report(string log)
    {
        if (!_isInstallerLog && _runs.Count == 0)
            return null;
        var isOfScript = _customAction is not null && (_action is null || _action == _customAction || RunningScript.Contains(_action));
        var failure = isOfScript ? _customAction : _action;
        var isOwn = _runs.Any(r => r.Outcome == "refused") || (failure is not null && OwnActions.Contains(failure));
        var isFailed = _action is not null || _exitCode is not (null or 0 or 1641 or 3010) || isOwn;
        var cause = !isFailed ? (_isEnded ? "none" : "unknown") : _isCancelled || _exitCode == 1602 ? "cancelled" : isOwn ? "aimsetup" : failure is null ? "unknown" : "other";
        return new ExplainReport
        {
            Log = log,
            Installations = _installations,
            Ended = _isEnded,
            InstallerExitCode = _exitCode,
            Cause = cause,
            Action = isFailed ? failure : null,
            Detail = cause == "other" ? (isOfScript ? _customDetail : null) ?? _detail : null,
            Plan = _plan,
            Messages = _messages,
            Runs = _runs,
        };
    }

    // What a log says of one installation after another (/l*v+) has nothing to do with one another.
    private void BeginInstallation()
    {
        _installations += _isInstallerLog ? 1 : 0;
        _isInstallerLog = true;
        _plan.Clear();
        _messages.Clear();
        _runs.Clear();
        (_depth, _isEnded, _isCancelled) = (0, false, false);
        (_exitCode, _action, _notRun, _customAction, _customDetail, _detail) = (null, null, null, null, null, null);
    }

    // In Chinese and Japanese the line that announces it, just before, looks the same.
    private void BeginTop(bool isNextToStart)
    {
        _isAtStart = true;
        if (isNextToStart)
            return;
        if (_isEnded && _depth <= 0)
            BeginInstallation();
        (_isInstallerLog, _depth) = (true, Math.Max(_depth, 0) + 1);
    }

    // One within another, for the removal of the version before, ends too.
    private void AddEngineEnd(string line, int? code)
    {
        _isInstallerLog = true;
        if (_depth > 0 && code is 0 or 1641 or 3010 && !line.StartsWith("MSI (c)", StringComparison.Ordinal))
            return;
        (_isEnded, _exitCode) = (true, code);
    }

    private void AddCustomActionError(string action, string code, string line)
    {
        _isInstallerLog = true;
        if (!line.Contains("translated to success", StringComparison.Ordinal))
            (_customAction, _customDetail) = (action, $"error code {code}");
    }

    private void AddOwn(string line)
    {
        if (LogPatterns.OutcomeLine().Match(line) is { Success: true } outcome)
        {
            _runs.Add(new ExplainedRun(outcome.Groups["outcome"].Value, Given(outcome, "client"), Given(outcome, "server"), Given(outcome, "transaction"),
                Given(outcome, "error") is { } error ? Number(error) : null));
        }
        else if (LogPatterns.PlanLine().Match(line) is { Success: true } plan && _plan.Count < MostMessages)
        {
            _plan.Add(plan.Groups["text"].Value);
        }
        else if (LogPatterns.OwnMessage().Match(line) is { Success: true } message && _messages.Count < MostMessages)
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
        if (action == Top && --_depth <= 0)
            _isEnded = true;
        if (_action is not null)
            return;
        if (action == _customAction && Number(value) == Succeeded)
            (_customAction, _customDetail) = (null, null);

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

    private static bool IsOwn(string code) => code.Length == 5 && code.StartsWith("290", StringComparison.Ordinal);

    // What stands in a log may be anything, and terminals obey some of it.
    private static string Printable(string line) =>
        line.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && line.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0 && !line.StartsWith(ByteOrderMark)
            ? line
            : string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)).TrimStart(ByteOrderMark).TrimEnd(' ');
}
