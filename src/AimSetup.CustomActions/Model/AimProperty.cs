namespace AimSetup.CustomActions.Model;

/// <summary>A public installer property of AimSetup.</summary>
/// <param name="Name">The name, in upper case.</param>
/// <param name="IsSecret">Whether Windows Installer must keep the value out of its log.</param>
/// <param name="Values">The allowed values, for people.</param>
/// <param name="Meaning">What it is for, in one sentence, for the documentation.</param>
public sealed record AimProperty(string Name, bool IsSecret, string Values, string Meaning)
{
    /// <summary>What holds when nobody gives a value; empty: nothing.</summary>
    public string Default => PropertyTable.DefaultOf(Name);
}
