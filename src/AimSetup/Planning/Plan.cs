using AimSetup.Errors;
using AimSetup.Registration;

namespace AimSetup.Planning;

/// <summary>What an install is going to do about the registration, and why. Nothing in it is secret.</summary>
public sealed class Plan
{
    private Plan(PlanKind kind, string reason)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>What will be done.</summary>
    public PlanKind Kind { get; }

    /// <summary>Why, in one line.</summary>
    public string Reason { get; }

    /// <summary>Why it is refused; null: it is not.</summary>
    public AimError? Error { get; private init; }

    /// <summary>The addresses to work with; null: nothing was asked of a server, or it did not answer.</summary>
    public AimEndpoints? Endpoints { get; private init; }

    /// <summary>The client as it is now, for <see cref="PlanKind.Update"/>.</summary>
    public FoundClient? Current { get; private init; }

    /// <summary>The registrar that will make the change; null: none is made.</summary>
    public string? Registrar { get; private init; }

    /// <summary>What else should be known before the change, one line each: which registrar and why, what it cannot do.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Whether AIM will be changed.</summary>
    public bool ChangesAim => Kind is PlanKind.Create or PlanKind.Update;

    /// <summary>Nothing to do.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The plan.</returns>
    public static Plan Nothing(string reason) => new(PlanKind.Nothing, reason);

    /// <summary>It cannot go on.</summary>
    /// <param name="error">Why.</param>
    /// <returns>The plan.</returns>
    public static Plan Refuse(AimError error) => new(PlanKind.Refuse, error.Text) { Error = error };

    internal static Plan Adopt(AimEndpoints endpoints, string reason) => new(PlanKind.Adopt, reason) { Endpoints = endpoints };

    internal static Plan Create(AimEndpoints endpoints, string registrar, string reason, IReadOnlyList<string> notes) =>
        new(PlanKind.Create, reason) { Endpoints = endpoints, Registrar = registrar, Notes = notes };

    internal static Plan Update(AimEndpoints endpoints, string registrar, FoundClient current, string reason, IReadOnlyList<string> notes) =>
        new(PlanKind.Update, reason) { Endpoints = endpoints, Registrar = registrar, Current = current, Notes = notes };
}
