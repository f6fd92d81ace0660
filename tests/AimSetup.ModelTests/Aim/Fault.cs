namespace AimSetup.ModelTests.Aim;

/// <summary>Something that goes wrong while one action talks to AIM.</summary>
/// <param name="Exchange">The first exchange of the action that meets it, from 0 on.</param>
/// <param name="Count">How many exchanges meet it.</param>
/// <param name="Kind">What goes wrong.</param>
internal sealed record Fault(int Exchange, int Count, FaultKind Kind)
{
    /// <summary>Whether an exchange meets it.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <returns>Whether it does.</returns>
    public bool Meets(int exchange) => exchange >= Exchange && exchange < Exchange + Count;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}@{Exchange}{(Count > 1 ? $"x{Count}" : "")}";
}
