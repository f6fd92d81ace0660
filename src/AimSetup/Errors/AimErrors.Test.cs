namespace AimSetup.Errors;

/// <content>What the Test button of the installer's page says.</content>
public static partial class AimErrors
{
    /// <summary>29040: the test of the page succeeded; the client works.</summary>
    public static AimErrorDefinition TestGranted { get; } = new(29040, nameof(TestGranted),
        "Test passed: AVEVA Identity Manager at {0} grants the client '{1}' an access token ({2}). The installation will use it. Nothing was changed.");

    /// <summary>29041: the test of the page succeeded; the installation will register or update the client.</summary>
    public static AimErrorDefinition TestWouldChange { get; } = new(29041, nameof(TestWouldChange),
        "Test passed: AVEVA Identity Manager at {0} is reached, and the installation can {1} the client '{2}' there ({3}). Nothing was changed yet.");

    /// <summary>29042: what the page was given is not valid; lists all of it.</summary>
    public static AimErrorDefinition TestInvalid { get; } = new(29042, nameof(TestInvalid),
        "The entries cannot be tested yet: {0} Correct them and test again; AVEVA Identity Manager was not contacted.");
}
