using AimSetup.ModelTests.Aim;
using Xunit.Abstractions;

namespace AimSetup.ModelTests;

public sealed class DcrWithoutMarkRunTests(ITestOutputHelper output) : RandomRunTests(output)
{
    [Fact]
    public void Invariants_Hold_WhateverHappens() => PlayRuns(AimProfile.DcrWithoutMark, 1500);
}
