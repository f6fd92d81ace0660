namespace AimSetup.Cli.Input;

/// <summary>
/// The time in which a command only reads what it is given. A read may wait for ever for who has the other end, and cannot be cancelled: a
/// signal ends the program without waiting for it, which changes nothing as long as nothing but reading was done.
/// </summary>
internal static class InputPhase
{
    private const int Working = 0;
    private const int Reading = 1;
    private const int Interrupted = 2;

    private static readonly TaskCompletionSource Signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int _state;
    private static volatile bool _isSignalled;

    /// <summary>Ends when a signal came while the command was reading; what it does then no longer counts.</summary>
    public static Task Interruption => Signal.Task;

    /// <summary>From here on the command only reads.</summary>
    /// <exception cref="OperationCanceledException">A signal came before.</exception>
    public static void Begin()
    {
        Interlocked.CompareExchange(ref _state, Reading, Working);
        if (_isSignalled)
            throw new OperationCanceledException("A signal came before the input was read.");
    }

    /// <summary>From here on it acts.</summary>
    /// <exception cref="OperationCanceledException">A signal came before.</exception>
    public static void End()
    {
        if (Interlocked.CompareExchange(ref _state, Working, Reading) == Interrupted)
            throw new OperationCanceledException("A signal came while the input was read.");
    }

    /// <summary>A signal came.</summary>
    public static void Interrupt()
    {
        _isSignalled = true;
        if (Interlocked.CompareExchange(ref _state, Interrupted, Reading) == Reading)
            Signal.TrySetResult();
    }
}
