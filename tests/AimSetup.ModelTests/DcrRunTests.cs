using AimSetup.ModelTests.Aim;
using Xunit.Abstractions;

namespace AimSetup.ModelTests;

public sealed class DcrRunTests(ITestOutputHelper output) : RandomRunTests(output)
{
    [Fact]
    public void Invariants_Hold_WhateverHappens() => PlayRuns(AimProfile.Dcr, 3000);
}
