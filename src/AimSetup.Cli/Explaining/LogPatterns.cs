using System.Text.RegularExpressions;

namespace AimSetup.Cli.Explaining;

/// <summary>What lines of a log look like. Those of Windows Installer are in the language of the machine.</summary>
internal static partial class LogPatterns
{
    /// <summary>Whether it is worth to look closer.</summary>
    public static bool MayBeActionEnd(string line) =>
        line.Length > 0 && line[^1] is '.' or '\u3002' or ' ' && (line.Contains(". ", StringComparison.Ordinal) || line.Contains('\u3002', StringComparison.Ordinal));

    [GeneratedRegex(@"AimSetup: outcome=(?<outcome>[a-z-]+) client=(?<client>\S+) server=(?<server>\S+) transaction=(?<transaction>\S+) error=(?<error>\S+)")]
    public static partial Regex OutcomeLine();

    [GeneratedRegex(@"AimSetup: plan[=:] ?(?<text>.+)$")]
    public static partial Regex PlanLine();

    [GeneratedRegex(@"AimSetup (?<number>29\d{3}): (?<text>.+)$")]
    public static partial Regex OwnMessage();

    // Action ended 10:11:12: InstallFinalize. Return value 3. / Aktion beendet um 10:11:12: InstallFinalize. Rückgabewert 3.
    // Chinese and Japanese have an ideographic full stop (U+3002) with no blank behind it.
    [GeneratedRegex(@"^\D+\d{1,2}[:.]\d{2}[:.]\d{2}: (?<action>[A-Za-z_][\w.]*)(?:\. |\u3002)[^\d]*(?<value>\d+)[.\u3002]\s*$")]
    public static partial Regex ActionEnd();

    // Action start 10:11:12: INSTALL.
    [GeneratedRegex(@"^\D+\d{1,2}[:.]\d{2}[:.]\d{2}: INSTALL[.\u3002]$")]
    public static partial Regex TopStart();

    [GeneratedRegex(@"MainEngineThread is returning (?<code>\d+)")]
    public static partial Regex EngineEnd();

    [GeneratedRegex(@"CustomAction (?<action>\S+) returned actual error code (?<code>-?\d+)")]
    public static partial Regex CustomActionError();

    // Product: Contoso -- Error 1920. Service ... / Produkt: Contoso -- Fehler 1920. Dienst ... Warnings and information stand there too.
    [GeneratedRegex(@"(?:^Error|-- (?!Warn|Warning|Info|Avert|Advert|Avis|Avvis|\u8b66\u544a|\u60c5\u5831|\u4fe1\u606f|\u8cc7\u8a0a|\uacbd\uace0|\uc815\ubcf4|\u041f\u0440\u0435\u0434|\u0421\u0432\u0435\u0434|\u0418\u043d\u0444)\p{L}{2,20}) (?<code>\d{4,5})[.\u3002]\s*(?<text>\S.{0,400})", RegexOptions.IgnoreCase)]
    public static partial Regex InstallerError();
}
