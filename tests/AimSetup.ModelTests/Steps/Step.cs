namespace AimSetup.ModelTests.Steps;

/// <summary>Something that happens, whole.</summary>
internal abstract record Step;
