namespace AimSetup.Build;

/// <summary>The target test: its last line is always the sum.</summary>
internal sealed class Testing(Repository repository, Steps steps)
{
    // Without any news from the tests. Several times what the longest test takes and more than the tests wait for anything, and so
    // short that a run which hangs at its end is over within half an hour.
    private const string Patience = "4m";

    public int Run(string? filter)
    {
        var results = repository.Artifact("test-results");
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);

        // -m:1: one project after the other; the install tests share a machine-wide installer with nobody.
        List<string> arguments =
        [
            "test", "AimSetup.sln", "-c", "Release", "--no-build", "-m:1", "--logger", "trx;LogFilePrefix=tests", "--results-directory", results,
            "--blame-hang-timeout", Patience, "--blame-hang-dump-type", "none",
        ];
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
