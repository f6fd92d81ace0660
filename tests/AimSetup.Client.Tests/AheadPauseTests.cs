using AimSetup.Client.Tests.Support;

namespace AimSetup.Client.Tests;

/// <summary>How long AIM is left alone while a token still serves.</summary>
public sealed class AheadPauseTests
{
    private readonly TestClock _time = new();

    [Fact]
    public void Failed_DoublesThePauseToFiveMinutes()
    {
        var pause = new AheadPause(_time, TimeSpan.FromSeconds(30));
        Assert.True(pause.IsOver);
        Assert.Equal([30, 60, 120, 240, 300, 300], Pauses(pause, 6, leftSeconds: 10_000));

        pause.Succeeded();
        Assert.True(pause.IsOver);
        Assert.Equal([30], Pauses(pause, 1, leftSeconds: 10_000));
    }

    [Theory]
    [InlineData(15, 7)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public void Failed_ComesAgainBeforeTheTokenEnds(int left, int expected) =>
        Assert.Equal([expected], Pauses(new AheadPause(_time, TimeSpan.FromSeconds(30)), 1, left));

    [Theory]
    [InlineData(0, new[] { 1, 1, 2, 4 })]
    [InlineData(600, new[] { 600, 600 })]
    public void Failed_KeepsToThePauseOfTheOptions(int first, int[] expected) =>
        Assert.Equal(expected, Pauses(new AheadPause(_time, TimeSpan.FromSeconds(first)), expected.Length, leftSeconds: 10_000));

    [Fact]
    public void Failed_LeavesTheServerAlone_AsLongAsItWants()
    {
        var pause = new AheadPause(_time, TimeSpan.FromSeconds(30));
        pause.Failed(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(600));
        _time.Advance(TimeSpan.FromSeconds(599));
        Assert.False(pause.IsOver);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(pause.IsOver);
        Assert.Equal([60], Pauses(pause, 1, leftSeconds: 10_000));
    }

    // In whole seconds, rounded down, at least one.
    private int[] Pauses(AheadPause pause, int count, int leftSeconds)
    {
        var pauses = new int[count];
        for (var i = 0; i < count; i++)
        {
            pause.Failed(TimeSpan.FromSeconds(leftSeconds));
            while (!pause.IsOver)
            {
                _time.Advance(TimeSpan.FromSeconds(0.5));
                pauses[i]++;
            }
            pauses[i] /= 2;
        }
        return pauses;
    }
}
