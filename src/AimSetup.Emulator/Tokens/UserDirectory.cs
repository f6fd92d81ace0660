using AimSetup.Emulator.Clients;

namespace AimSetup.Emulator.Tokens;

/// <summary>The accounts that can sign in; of their passwords only hashes.</summary>
internal sealed class UserDirectory
{
    private readonly Dictionary<string, (EmulatorUser User, string Hash)> _users = new(StringComparer.OrdinalIgnoreCase);

    public UserDirectory(IEnumerable<EmulatorUser> users)
    {
        foreach (var user in users)
            _users[user.Name] = (user with { Password = "" }, SecretHash.Create(user.Password));
    }

    /// <summary>The user of that name and password, or null.</summary>
    public EmulatorUser? SignIn(string name, string password) =>
        _users.TryGetValue(name, out var entry) && SecretHash.Matches(entry.Hash, password) ? entry.User : null;
}
