namespace AimSetup.Errors;

/// <summary>Ends an operation that cannot go on. The message is the numbered text; it never holds a secret.</summary>
public sealed class AimException : Exception
{
    /// <summary>Makes the exception of an error.</summary>
    /// <param name="error">What happened, why and what to do.</param>
    /// <param name="inner">The exception that showed it, if any.</param>
    public AimException(AimError error, Exception? inner = null)
        : base(error.ToString(), inner) => Error = error;

    /// <summary>What happened, why and what to do.</summary>
    public AimError Error { get; }

    /// <summary>
    /// Whether the server may have carried out the request although no usable answer came: then only evidence can tell what
    /// has to be taken back.
    /// </summary>
    public bool MayHaveTakenEffect { get; init; }

    /// <summary>Whether the same request can succeed a moment later: no connection, no answer in time, or a server that says so.</summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// How long there will be no other request, from when this was thrown: the server wants none, or AimSetup.Client leaves AIM alone
    /// after what does not get better by itself; zero: nothing stands against another one.
    /// </summary>
    public TimeSpan RetryAfter { get; init; }
}
