namespace AimSetup.ModelTests.Steps;

/// <summary>What somebody starts on a machine.</summary>
/// <param name="Kind">What is done with the product.</param>
/// <param name="Product">0 or 1.</param>
/// <param name="Client">Which client ID is given: 0 or 1.</param>
/// <param name="WrongSecret">Whether another client secret is given than elsewhere.</param>
/// <param name="WithAccount">Whether AIMUSER and AIMPASSWORD are given.</param>
/// <param name="Existing">AIMEXISTING.</param>
internal sealed record Job(JobKind Kind, int Product, int Client, bool WrongSecret, bool WithAccount, string Existing)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind} product {Product} client {Client}{(WrongSecret ? " wrong secret" : "")}{(WithAccount ? "" : " no account")}{(Existing == "adopt" ? "" : " " + Existing)}";
}
