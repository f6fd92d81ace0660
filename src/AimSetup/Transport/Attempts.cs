namespace AimSetup.Transport;

/// <summary>What is known of the attempts at a change that is tried again.</summary>
internal sealed class Attempts
{
    /// <summary>Asked before each repetition what speaks against it: null, or the answer that stands instead. Null: it need not be asked.</summary>
    public Func<CancellationToken, Task<HttpAnswer?>>? Look { get; set; }

    /// <summary>Whether the server may have carried out one of them although no usable answer came.</summary>
    public bool MayHaveTakenEffect { get; set; }
}
