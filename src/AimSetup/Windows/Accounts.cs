using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.Principal;

namespace AimSetup.Windows;

/// <summary>The accounts of Windows; elsewhere there are none.</summary>
public sealed class Accounts : IAccounts
{
    private Accounts()
    {
    }

    /// <summary>Those that this machine knows.</summary>
    public static Accounts System { get; } = new();

    /// <inheritdoc/>
    public string? FindSid(string account) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FindOnWindows(account) : null;

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static string? FindOnWindows(string account)
    {
        try
        {
            if (account.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase))
                return new SecurityIdentifier(account).Value;
            var parts = account.Split('\\');
            var name = parts is [".", var local] ? $@"{Environment.MachineName}\{local}" : account;
            return new NTAccount(name).Translate(typeof(SecurityIdentifier)).Value;
        }
        catch (SystemException)
        {
            // Not mapped, no domain controller, no such form: Windows has a kind of it for each.
            return VirtualAccountSid.Of(account);
        }
    }
}
