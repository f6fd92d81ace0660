namespace AimSetup.Registration;

/// <summary>
/// The text that a registrar puts on a client: which install made it, and whether others use it since. It holds nothing secret.
/// </summary>
public static class ClientMark
{
    private const string Begin = "AimSetup ";
    private const string Used = " in use";

    /// <summary>The mark of the client that an install makes.</summary>
    /// <param name="transaction">Its transaction.</param>
    /// <returns>For example <c>AimSetup 0123456789abcdef0123456789abcdef</c>.</returns>
    public static string Of(string transaction) => Begin + transaction;

    /// <summary>Whether an install made the client that has this mark.</summary>
    /// <param name="mark">What was found; null: nothing.</param>
    /// <returns>Whether it is a mark of AimSetup.</returns>
    public static bool IsOfInstall(string? mark) => mark is not null && mark.StartsWith(Begin, StringComparison.Ordinal);

    /// <summary>The same mark, with the note that others use the client.</summary>
    /// <param name="mark">A mark without it.</param>
    /// <returns>The mark with it.</returns>
    public static string InUse(string mark) => mark + Used;

    /// <summary>Whether a mark says that others use the client.</summary>
    /// <param name="found">What was found; null: nothing.</param>
    /// <returns>Whether it says so.</returns>
    public static bool IsInUse(string? found) => IsOfInstall(found) && found!.EndsWith(Used, StringComparison.Ordinal);

    /// <summary>Whether a mark says that others use the client which an install made.</summary>
    /// <param name="found">What was found; null: nothing.</param>
    /// <param name="mark">The mark of that install.</param>
    /// <returns>Whether it says so.</returns>
    public static bool IsInUse(string? found, string? mark) => mark is not null && found == InUse(mark);
}
