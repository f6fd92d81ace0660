namespace AimSetup.Windows;

/// <summary>
/// HKEY_LOCAL_MACHINE as 64-bit programs see it, with values that are texts. Every member can throw
/// <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="System.Security.SecurityException"/>.
/// </summary>
public interface IMachineRegistry
{
    /// <summary>Reads a key.</summary>
    /// <param name="key">The key below HKEY_LOCAL_MACHINE.</param>
    /// <returns>Its texts by name (values of other types are left out); null: there is no such key.</returns>
    IReadOnlyDictionary<string, string>? Read(string key);

    /// <summary>Writes a key; values that it has and that are not named are removed.</summary>
    /// <param name="key">The key below HKEY_LOCAL_MACHINE.</param>
    /// <param name="values">The texts by name.</param>
    void Write(string key, IReadOnlyDictionary<string, string> values);

    /// <summary>Removes a key with all below it; that there is none is no error.</summary>
    /// <param name="key">The key below HKEY_LOCAL_MACHINE.</param>
    void Delete(string key);

    /// <summary>The keys in a key.</summary>
    /// <param name="key">The key below HKEY_LOCAL_MACHINE.</param>
    /// <returns>Their names; empty: none, or no such key.</returns>
    IReadOnlyList<string> Children(string key);
}
