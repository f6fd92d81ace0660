namespace AimSetup.Emulator;

/// <summary>An account that can sign in at the emulator.</summary>
/// <param name="Name"><c>domain\user</c>; compared without regard to case, as Windows does.</param>
/// <param name="Password">The password, compared exactly. It stays in memory only.</param>
/// <param name="Groups">The groups of the account; <see cref="AdministratorsGroup"/> permits registration.</param>
public sealed record EmulatorUser(string Name, string Password, IReadOnlyList<string> Groups)
{
    /// <summary>The group whose members may register clients.</summary>
    public const string AdministratorsGroup = "aaAdministrators";

    /// <summary>The name of the user that exists when none is given.</summary>
    public const string DefaultName = @"PLANT\aimadmin";

    /// <summary>The password of the user that exists when none is given. Public knowledge: the emulator guards nothing.</summary>
    public const string DefaultPassword = "aim-emulator";

    /// <summary>Whether this user may register clients.</summary>
    public bool IsAdministrator => Groups.Contains(AdministratorsGroup, StringComparer.OrdinalIgnoreCase);

    /// <summary>A user in <see cref="AdministratorsGroup"/>.</summary>
    public static EmulatorUser Administrator(string name, string password) => new(name, password, [AdministratorsGroup]);

    /// <summary>The name and the groups; a record would print the password too.</summary>
    public override string ToString() => $"{Name} ({string.Join(' ', Groups)})";
}
