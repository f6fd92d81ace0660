using System.Net;
using AimSetup.Transport;

namespace AimSetup.Tests.Transport;

/// <summary>Every name has these addresses.</summary>
internal sealed class SeveralAddresses(TimeBudget budget, params IPAddress[] addresses) : AimConnector(budget)
{
    protected override Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => Task.FromResult(addresses);
}
