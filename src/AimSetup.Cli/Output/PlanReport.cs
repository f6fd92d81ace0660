namespace AimSetup.Cli.Output;

/// <summary>What is going to be done about a registration.</summary>
public class PlanReport : CommandReport
{
    /// <summary><c>adopt</c>, <c>create</c>, <c>update</c>, <c>rotate</c>, <c>unregister</c> or <c>refuse</c>; null: it did not come that far.</summary>
    public string? Plan { get; set; }

    /// <summary>The client identifier.</summary>
    public string? Client { get; set; }

    /// <summary>The server.</summary>
    public string? Server { get; set; }

    /// <summary>The registrar; null: none is needed.</summary>
    public string? Registrar { get; set; }

    /// <summary>Why, in one line.</summary>
    public string? Reason { get; set; }

    /// <summary>What else should be known before the change.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];
}
