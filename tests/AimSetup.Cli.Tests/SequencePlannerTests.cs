using AimSetup.Cli.Injecting;

namespace AimSetup.Cli.Tests;

public sealed class SequencePlannerTests
{
    [Fact]
    public void Plan_EqualsWix_WhenNothingIsInTheWay()
    {
        var plan = Plan(("InstallInitialize", 1500), ("InstallFiles", 4000), ("WriteRegistryValues", 5000), ("InstallFinalize", 6600));

        Assert.Equal(["AimPlan 1499", "AimRollback 5001", "AimRegister 5002", "AimCommit 5003"], Text(plan.Added));
        Assert.Empty(plan.Moved);
    }

    [Theory]
    [InlineData("InstallValidate 1400,RemoveExistingProducts 1401,InstallInitialize 1500", 1399)]
    [InlineData("InstallValidate 1400,InstallInitialize 1500,RemoveExistingProducts 1510", 1399)]
    [InlineData("RemoveExistingProducts 1450,InstallInitialize 1500", 1449)]
    [InlineData("InstallInitialize 1500,RemoveExistingProducts 1510", 1499)]
    public void Plan_StandsBeforeAnOlderVersionIsRemoved_WhereverThatIs(string rows, int expected)
    {
        var plan = Plan([.. rows.Split(',').Select(r => (r.Split(' ')[0], int.Parse(r.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))), ("InstallFinalize", 6600)]);

        Assert.Equal($"AimPlan {expected}", Text(plan.Added).First());
    }

    [Fact]
    public void Plan_AnchorsAtLatestEarlierAction_WhenNothingIsWrittenToTheRegistry()
    {
        var plan = Plan(("InstallInitialize", 1500), ("InstallFiles", 4000), ("CreateShortcuts", 4500), ("VendorAction", 4600), ("InstallServices", 5800), ("InstallFinalize", 6600));

        Assert.Equal("CreateShortcuts", plan.Anchor);
        Assert.Equal(["AimPlan 1499", "AimRollback 4501", "AimRegister 4502", "AimCommit 4503"], Text(plan.Added));
    }

    [Fact]
    public void Plan_AnchorsAtInstallInitialize_WhenNothingElseIsThere()
    {
        var plan = Plan(("InstallInitialize", 2), ("InstallFinalize", 3));

        Assert.Equal(["AimPlan 1", "AimRollback 3", "AimRegister 4", "AimCommit 5"], Text(plan.Added));
        Assert.Equal([new MovedAction("InstallFinalize", 3, 6)], plan.Moved);
    }

    [Fact]
    public void Plan_MovesTheFollowingJustEnough_WhenNumbersAreTaken()
    {
        var plan = Plan(
            ("VendorA", 1498), ("VendorB", 1499), ("InstallInitialize", 1500), ("VendorC", 1501), ("ProcessComponents", 1600),
            ("WriteRegistryValues", 5000), ("VendorD", 5001), ("VendorE", 5002), ("VendorF", 5010), ("InstallFinalize", 6600));

        Assert.Equal(["AimPlan 1500", "AimRollback 5001", "AimRegister 5002", "AimCommit 5003"], Text(plan.Added));
        Assert.Equal(
            [new("InstallInitialize", 1500, 1501), new("VendorC", 1501, 1502), new("VendorD", 5001, 5004), new("VendorE", 5002, 5005)],
            plan.Moved);
    }

    [Fact]
    public void Plan_KeepsSharedNumbersTogether_WhenTheVendorSharesThem()
    {
        var plan = Plan(("InstallInitialize", 1500), ("WriteRegistryValues", 5000), ("A", 5001), ("B", 5001), ("InstallFinalize", 6600));

        Assert.Equal([new("A", 5001, 5004), new("B", 5001, 5004)], plan.Moved);
    }

    [Fact]
    public void Plan_StaysBeforeStartServices_WhenTheVendorWritesTheRegistryLate()
    {
        var plan = Plan(("InstallInitialize", 1500), ("InstallFiles", 4000), ("StartServices", 4800), ("WriteRegistryValues", 5000), ("InstallFinalize", 6600));

        Assert.Equal("InstallFiles", plan.Anchor);
    }

    [Fact]
    public void Plan_IgnoresRowsOutsideTheOrder_WhenTheyHaveNegativeNumbers()
    {
        var plan = Plan(("ExitDialog", -1), ("InstallInitialize", 1500), ("WriteRegistryValues", 5000), ("InstallFinalize", 6600));

        Assert.Equal(4, plan.Added.Count);
        Assert.Empty(plan.Moved);
    }

    [Fact]
    public void Plan_KeepsOrderAndUniqueness_WhenSequencesAreRandom()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var rows = Enumerable.Range(1, 60).OrderBy(_ => random.Next()).Take(40).Order().Select((n, i) => new SequenceRow("V" + i, n)).ToList();
            rows[5] = rows[5] with { Action = "InstallInitialize" };
            rows[20] = rows[20] with { Action = "WriteRegistryValues" };
            rows[39] = rows[39] with { Action = "InstallFinalize" };

            var plan = SequencePlanner.Plan(rows);

            var moved = plan.Moved.ToDictionary(m => m.Action, m => m.To);
            var result = rows.Select(r => r with { Sequence = moved.GetValueOrDefault(r.Action, r.Sequence) }).Concat(plan.Added).OrderBy(r => r.Sequence).ToList();
            Assert.Equal(result.Count, result.Select(r => r.Sequence).Distinct().Count());
            var names = result.ConvertAll(r => r.Action);
            Assert.Equal(rows.Select(r => r.Action), names.Where(n => !n.StartsWith("Aim", StringComparison.Ordinal)));
            Assert.Equal(names.IndexOf("InstallInitialize") - 1, names.IndexOf("AimPlan"));
            Assert.Equal(["WriteRegistryValues", "AimRollback", "AimRegister", "AimCommit"], names.Skip(names.IndexOf("WriteRegistryValues")).Take(4));
        }
    }

    [Fact]
    public void Plan_Refuses_WhenThereIsNoRoom()
    {
        var refused = Assert.Throws<CliException>(() => Plan(("InstallInitialize", 1500), ("WriteRegistryValues", 32766), ("InstallFinalize", 32767)));

        Assert.Equal(ExitCode.NotInjectable, refused.ExitCode);
        Assert.Contains("32767", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(1450)]
    [InlineData(4500)]
    [InlineData(5000)]
    public void Plan_Refuses_WhenRollbackIsDisabledBeforeTheActions(int number)
    {
        var refused = Assert.Throws<CliException>(() => Plan(
            ("InstallValidate", 1400), ("InstallInitialize", 1500), ("WriteRegistryValues", 5000), ("InstallFinalize", 6600), ("DisableRollback", number)));

        Assert.Equal(ExitCode.NotInjectable, refused.ExitCode);
        Assert.Contains($"action DisableRollback, number {number}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5001)]
    [InlineData(6500)]
    [InlineData(-1)]
    public void Plan_LeavesDisableRollbackAlone_WhenItStandsBehindTheActionsOrNeverRuns(int number)
    {
        var plan = Plan(("InstallInitialize", 1500), ("WriteRegistryValues", 5000), ("InstallFinalize", 6600), ("DisableRollback", number));

        Assert.Equal("AimCommit 5003", Text(plan.Added).Last());
    }

    [Theory]
    [InlineData("InstallInitialize")]
    [InlineData("InstallFinalize")]
    public void Plan_Refuses_WhenTheTransactionIsMissing(string only)
    {
        var refused = Assert.Throws<CliException>(() => Plan((only, 1500)));

        Assert.Equal(ExitCode.NotInjectable, refused.ExitCode);
    }

    private static SequencePlan Plan(params (string Action, int Sequence)[] rows) =>
        SequencePlanner.Plan([.. rows.Select(r => new SequenceRow(r.Action, r.Sequence))]);

    private static IEnumerable<string> Text(IEnumerable<SequenceRow> rows) => rows.Select(r => $"{r.Action} {r.Sequence}");
}
