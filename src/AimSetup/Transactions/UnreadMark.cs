using AimSetup.Registration;

namespace AimSetup.Transactions;

/// <summary>A registration whose mark could not be read back: see <see cref="RegistrationReceipt.IsMarkUnread"/>.</summary>
internal static class UnreadMark
{
    public const string Why =
        "the client found there shows no mark, and that of this registration could not be read after it was made, so that nothing tells whether it is the same";

    /// <summary>Whether a client is there of which nothing tells whose it is.</summary>
    public static async Task<bool> IsUnknownAsync(IClientRegistrar registrar, RegistrationReceipt receipt, CancellationToken cancellationToken) =>
        receipt.IsMarkUnread
        && (await registrar.FindAsync(receipt.ClientId, cancellationToken).ConfigureAwait(false)).Client is { Mark: null };
}
