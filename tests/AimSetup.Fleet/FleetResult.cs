namespace AimSetup.Fleet;

/// <summary>What a fleet showed.</summary>
public sealed class FleetResult
{
    /// <summary>How many machines began.</summary>
    public required int Machines { get; init; }

    /// <summary>How many installs ended with which outcome.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>Machines on which the product is installed.</summary>
    public required int Survivors { get; init; }

    /// <summary>Of them, how many get a token.</summary>
    public required int WithToken { get; init; }

    /// <summary>Registrations that were made.</summary>
    public required int Creations { get; init; }

    /// <summary>Registrations that were taken back.</summary>
    public required int Removals { get; init; }

    /// <summary>Registrations at the end that no survivor relies on.</summary>
    public required int Leaked { get; init; }

    /// <summary>Journal entries, of all machines, that are no records and that no outcome line explains.</summary>
    public required int Unexplained { get; init; }

    /// <summary>Requests of the connection that sent most.</summary>
    public required int MostRequests { get; init; }

    /// <summary>Answers 500 and above that no fault was asked for.</summary>
    public required int ServerErrors { get; init; }

    /// <summary>Requests that met a fault.</summary>
    public required int Faults { get; init; }

    /// <summary>Half of the installs took no longer than this.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>Ninety-nine of a hundred installs took no longer than this.</summary>
    public required TimeSpan Slow { get; init; }

    /// <summary>What the installs asked of the server.</summary>
    public required FleetLoad Installs { get; init; }

    /// <summary>The same requests over as many connections, by a bare loop.</summary>
    public required FleetLoad Loop { get; init; }

    /// <summary>How many times as long as the bare loop the installs took.</summary>
    public double Ratio => Installs.Time / Loop.Time;

    /// <summary>Whether everything is as it must be.</summary>
    public bool IsRight => Creations - Removals == 1 && Survivors > 0 && WithToken == Survivors && Leaked == 0 && Unexplained == 0 && ServerErrors == 0;
}
