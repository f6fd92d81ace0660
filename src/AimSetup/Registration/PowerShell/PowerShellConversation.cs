using System.Globalization;
using System.Security.Cryptography;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Serialization;
using AimSetup.Transport;

namespace AimSetup.Registration.PowerShell;

/// <summary>One question to PowerShell and its answer, within the time that is left for the whole conversation with AIM.</summary>
/// <param name="locator">Which PowerShell.</param>
/// <param name="budget">The time.</param>
/// <param name="server">The server, for messages.</param>
internal sealed class PowerShellConversation(PowerShellLocator locator, TimeBudget budget, string server)
{
    /// <summary>Asks.</summary>
    /// <param name="script">The script.</param>
    /// <param name="request">Its data; texts only. Secrets among them are named in <paramref name="secrets"/> too.</param>
    /// <param name="changes">Whether the script changes something, so that a lost answer leaves it open.</param>
    /// <param name="secrets">What must not show in any message.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The answer, which can be an error.</returns>
    /// <exception cref="AimException">There is none.</exception>
    public async Task<PowerShellAnswer> AskAsync(
        string script, IReadOnlyDictionary<string, string> request, bool changes, Secret?[] secrets, CancellationToken cancellationToken)
    {
        var nonce = NewNonce();
        var client = request.TryGetValue("client", out var id) ? id : "";
        var input = new Dictionary<string, string>(request.Count + 2)
        {
            ["nonce"] = nonce,
            ["milliseconds"] = ((int)Math.Min(budget.Remaining.TotalMilliseconds, int.MaxValue)).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var pair in request)
            input[pair.Key] = WellFormed(pair.Key, pair.Value);
        if (budget.IsUsedUp)
            throw TimedOut(false, null);

        using var limit = budget.Limit(cancellationToken);
        PowerShellOutput output;
        try
        {
            // The writer escapes all that is not ASCII: no code page on the way can change it.
            var json = JsonText.ToText(writer => writer.TextObject(input));
            var run = locator.Run ?? new PowerShellProcess(locator).RunAsync;
            output = await run(script, json, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(changes, e);
        }
        catch (InvalidDataException e)
        {
            throw NoAnswer(e.Message);
        }
        var answer = PowerShellAnswer.Parse(output.Text, nonce, out var problem)
            ?? throw NoAnswer($"{problem} (exit code {output.ExitCode}{Quoted(output.Errors, secrets)})");
        answer.Clean(secrets);
        return answer;

        AimException NoAnswer(string why) => new(AimErrors.PowerShellNoAnswer.With(client, server, why)) { MayHaveTakenEffect = changes };
    }

    private AimException TimedOut(bool mayHaveTakenEffect, Exception? inner) =>
        new(AimErrors.Timeout.With(server, Math.Ceiling(budget.Total.TotalSeconds).ToString(CultureInfo.InvariantCulture)), inner)
        {
            MayHaveTakenEffect = mayHaveTakenEffect,
        };

    private static string Quoted(string output, Secret?[] secrets)
    {
        var errors = PowerShellErrorStream.Read(output, secrets).Trim();
        return errors.Length == 0 ? "" : $", its errors begin with: {ServerText.Clean(errors, secrets)}";
    }

    // JSON cannot carry a lone surrogate: it would arrive as another character.
    private static string WellFormed(string name, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                throw new ArgumentException($"The value of '{name}' is no well-formed Unicode text.");
        }
        return value;
    }

    private static string NewNonce()
    {
        var bytes = new byte[16];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(bytes);
        return Hexadecimal.Lower(bytes);
    }
}
