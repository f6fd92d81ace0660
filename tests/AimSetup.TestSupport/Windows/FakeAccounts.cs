using AimSetup.Windows;

namespace AimSetup.TestSupport.Windows;

/// <summary>A machine that knows the account <c>.\line7</c>, and security identifiers as they are.</summary>
public sealed class FakeAccounts : IAccounts
{
    /// <summary>The security identifier of <c>.\line7</c>.</summary>
    public const string Line7 = "S-1-5-21-1-2-3-1007";

    public string? FindSid(string account) =>
        account.StartsWith("S-1-", StringComparison.Ordinal) ? account : account == @".\line7" ? Line7 : null;
}
