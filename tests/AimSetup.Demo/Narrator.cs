namespace AimSetup.Demo;

/// <summary>Tells what happens, and counts what was checked.</summary>
internal sealed class Narrator(TextWriter output)
{
    private int _passed;
    private int _failed;
    private int _acts;

    public void Say(string text) => output.WriteLine(text);

    public void Act(string title)
    {
        output.WriteLine();
        output.WriteLine($"{++_acts}. {title}");
    }

    /// <summary>Shows what a program wrote.</summary>
    public void Quote(string line) => output.WriteLine($"   | {line}");

    public void Check(string claim, bool holds)
    {
        output.WriteLine($"   {(holds ? "ok    " : "FAILED")} {claim}");
        if (holds)
            _passed++;
        else
            _failed++;
    }

    /// <summary>The last line.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        output.WriteLine();
        output.WriteLine($"demo: {_passed} passed, {_failed} failed");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }
}
