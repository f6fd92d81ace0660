using System.Xml.Linq;

namespace AimSetup.Build;

/// <summary>The sum over the TRX files of a test run, and over the lists of what test hosts that were ended, or crashed, had begun.</summary>
internal sealed record TestReport(int Passed, IReadOnlyList<TestOutcome> Failed, IReadOnlyList<TestOutcome> Skipped)
{
    public static TestReport Read(string folder)
    {
        var passed = 0;
        var failed = new List<TestOutcome>();
        var skipped = new List<TestOutcome>();
        foreach (var result in Directory.EnumerateFiles(folder, "*.trx").SelectMany(f => XDocument.Load(f).Descendants()).Where(e => e.Name.LocalName == "UnitTestResult"))
        {
            var test = new TestOutcome((string?)result.Attribute("testName") ?? "?", Message(result));
            switch ((string?)result.Attribute("outcome"))
            {
                case "Passed": passed++; break;
                case "NotExecuted": skipped.Add(test); break;
                default: failed.Add(test); break;
            }
        }
        failed.AddRange(Unended(folder).Select(name => new TestOutcome(name, "It did not end: it hung, or its test host crashed.")));
        return new TestReport(passed, failed, skipped);
    }

    public void Print(TextWriter output)
    {
        foreach (var test in Failed)
        {
            output.WriteLine("FAILED " + test.Name);
            output.WriteLine("  " + test.Message.ReplaceLineEndings("\n  "));
        }
        foreach (var group in Skipped.GroupBy(t => t.Message))
        {
            output.WriteLine($"Skipped: {group.Key}");
            foreach (var test in group)
                output.WriteLine("  " + test.Name);
        }
        output.WriteLine($"{Passed} passed, {Failed.Count} failed, {Skipped.Count} skipped");
    }

    // Such a list is copied beside the TRX file.
    private static IEnumerable<string> Unended(string folder) =>
        Directory.EnumerateFiles(folder, "Sequence_*.xml", SearchOption.AllDirectories).SelectMany(f => XDocument.Load(f).Descendants())
            .Where(e => e.Name.LocalName == "Test" && (string?)e.Attribute("Completed") == "False")
            .Select(e => (string?)e.Attribute("DisplayName") ?? (string?)e.Attribute("Name") ?? "?").Distinct();

    // A failure has a message and a stack; a skipped test's reason is the message, or, from some adapters, its output.
    private static string Message(XElement result)
    {
        var output = result.Elements().FirstOrDefault(e => e.Name.LocalName == "Output");
        var texts = output?.Descendants().Where(e => e.Name.LocalName is "Message" or "StackTrace").Select(e => e.Value).ToArray() ?? [];
        return texts.Length > 0 ? string.Join('\n', texts) : output?.Value.Trim() is { Length: > 0 } text ? text : "(no reason given)";
    }
}
