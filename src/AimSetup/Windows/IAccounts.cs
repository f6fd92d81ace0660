namespace AimSetup.Windows;

/// <summary>The accounts that this machine knows.</summary>
public interface IAccounts
{
    /// <summary>Finds an account.</summary>
    /// <param name="account">
    /// A security identifier (<c>S-1-…</c>, taken as it is), or a name: <c>domain\name</c>, <c>name</c>, <c>.\name</c> for one of this
    /// machine, <c>NT SERVICE\name</c> for a service and <c>IIS AppPool\name</c> for an application pool, which may not be installed yet.
    /// </param>
    /// <returns>Its security identifier; null: there is no such account, or nobody can be asked.</returns>
    string? FindSid(string account);
}
