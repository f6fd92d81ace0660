using AimSetup.ModelTests.Aim;
using Xunit.Abstractions;

namespace AimSetup.ModelTests;

public sealed class DcrWithoutLookupRunTests(ITestOutputHelper output) : RandomRunTests(output)
{
    [Fact]
    public void Invariants_Hold_WhateverHappens() => PlayRuns(AimProfile.DcrWithoutLookup, 1500);
}
