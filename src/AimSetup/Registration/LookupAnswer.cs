namespace AimSetup.Registration;

/// <summary>The answer to "is this client registered?".</summary>
public sealed class LookupAnswer
{
    private LookupAnswer()
    {
    }

    /// <summary>The server does not know the client.</summary>
    public static LookupAnswer NotRegistered { get; } = new();

    /// <summary>The client; null: see <see cref="UnknownBecause"/>.</summary>
    public FoundClient? Client { get; private init; }

    /// <summary>Why the server would not tell; null: it told.</summary>
    public string? UnknownBecause { get; private init; }

    /// <summary>The client is registered.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The answer.</returns>
    public static LookupAnswer Found(FoundClient client) => new() { Client = client };

    /// <summary>The server does not tell.</summary>
    /// <param name="reason">Why, in a few words.</param>
    /// <returns>The answer.</returns>
    public static LookupAnswer Unknown(string reason) => new() { UnknownBecause = reason };
}
