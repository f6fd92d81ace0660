namespace AimSetup.Cli.Doctoring;

/// <summary>One check.</summary>
/// <param name="Name"><c>dns</c>, <c>tcp</c>, <c>tls</c>, <c>discovery</c>, <c>clock</c>, <c>token</c>, <c>registrar</c> or <c>rights</c>.</param>
/// <param name="State">How it ended.</param>
/// <param name="Text">What was found; where it failed, also what to do. One line.</param>
public sealed record DoctorCheck(string Name, DoctorState State, string Text);
