using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.Tests.Fuzzing;

/// <summary>What outside data may lead to: a result, or an <see cref="AimException"/> that can be shown to anybody.</summary>
internal static class Defined
{
    public const string SecretValue = "s3cret/with+odd&chars=%ü";
    public const string Password = "the administrator's \"password\" 4711";
    public const string Token = "admin-token-0815-4711";

    // Text of servers is cut at 200 characters; some messages have three of them.
    private const int LongestMessage = 3000;

    public static IReadOnlyList<string> Secrets { get; } = [SecretValue, Password, Token, Uri.EscapeDataString(SecretValue)];

    public static Secret ClientSecret => new(SecretValue);

    /// <summary>Runs it; null: it did not come to a result.</summary>
    public static async Task<T?> ResultAsync<T>(Func<Task<T>> action)
        where T : class
    {
        try
        {
            return await action();
        }
        catch (AimException e)
        {
            // It answers at once; to wait for more would be to hang.
            Assert.NotEqual(AimErrors.Timeout, e.Error.Definition);
            AssertShowable(e.Error);
            AssertNoSecret(e.ToString());
            return null;
        }
    }

    public static void AssertShowable(AimError error)
    {
        Assert.True(error.Text.Length < LongestMessage, $"The message has {error.Text.Length} characters.");
        Assert.DoesNotContain(error.Text, char.IsControl);
        AssertNoSecret(error.Text);
    }

    public static void AssertNoSecret(string text)
    {
        foreach (var secret in Secrets)
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }
}
