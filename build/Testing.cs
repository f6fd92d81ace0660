namespace AimSetup.Build;

/// <summary>The target test: its last line is always the sum.</summary>
internal sealed class Testing(Repository repository, Steps steps)
{
    public int Run(string? filter)
    {
        var results = repository.Artifact("test-results");
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);

        // -m:1: one project after the other; the install tests share a machine-wide installer with nobody.
        List<string> arguments =
            ["test", "AimSetup.sln", "-c", "Release", "--no-build", "-m:1", "--logger", "trx;LogFilePrefix=tests", "--results-directory", results];
        if (filter is not null)
            arguments.AddRange(["--filter", filter]);
        var (code, log) = steps.Try("test", writer => Tool.Run("dotnet", arguments, repository.Root, writer));

        var report = TestReport.Read(results);
        var ran = report.Passed + report.Failed.Count;
        // Something other than a failed test: a test host that crashed, a project that is not built.
        if (code != 0 && report.Failed.Count == 0)
            Steps.ShowTail(log);
        else if (ran == 0)
            Console.WriteLine(filter is null ? "No test ran." : $"No test matches the filter '{filter}'.");
        report.Print(Console.Out);
        return code == 0 && report.Failed.Count == 0 && ran > 0 ? 0 : 1;
    }
}
