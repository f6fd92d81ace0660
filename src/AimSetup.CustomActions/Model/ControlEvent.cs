namespace AimSetup.CustomActions.Model;

/// <summary>What a button of a dialog does (ControlEvent table). A button's events run in the order in which it has them.</summary>
/// <param name="Event">The event, or a property in brackets that is set.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Condition">When; <c>1</c>: always.</param>
public sealed record ControlEvent(string Event, string Argument, string Condition = "1");
