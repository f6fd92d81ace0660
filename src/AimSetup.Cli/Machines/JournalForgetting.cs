using AimSetup.Cli.Output;
using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Cli.Machines;

/// <summary>Ends an entry of the journal that nothing else ends, once an administrator has looked after what it is about.</summary>
/// <param name="machine">This machine.</param>
internal sealed class JournalForgetting(LocalMachine machine)
{
    /// <summary>The transaction that somebody names, by itself or by the file of its entry as messages name it.</summary>
    /// <exception cref="CliException">It is neither.</exception>
    public static string TransactionOf(string name)
    {
        var file = name.Trim().Split('/', '\\')[^1].ToLowerInvariant();
        var transaction = file.EndsWith(".json", StringComparison.Ordinal) ? file[..^5] : file;
        return Guid.TryParseExact(transaction, "N", out _)
            ? transaction
            : throw new CliException(ExitCode.CommandLine, "--forget names no transaction: give the 32 hexadecimal digits that aimsetup status shows, or the name of the entry's file.");
    }

    /// <summary>Forgets it. AVEVA Identity Manager is not asked.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="discardsSecrets">Whether secrets may be lost with it.</param>
    /// <param name="dryRun">Whether it is only said what would be.</param>
    /// <returns>What was forgotten, and what may be left in AVEVA Identity Manager.</returns>
    /// <exception cref="CliException">There is no such entry, or it is still of use.</exception>
    /// <exception cref="AimException">It cannot be read or removed, or somebody is at work on it.</exception>
    public RecoveredRun Run(string transaction, bool discardsSecrets, bool dryRun)
    {
        var entry = machine.Journal.Find(transaction)
            ?? throw new CliException(ExitCode.CommandLine, $"the journal {machine.JournalFolder} has no entry of the transaction {transaction}: aimsetup status lists those that it has.");
        if (PendingEntries.IsRunning(machine.Journal, entry))
            throw Busy(entry, "its process is there");
        if (WhyOfUse(entry) is { } why)
            throw new CliException(ExitCode.Refused, $"the entry of '{entry.ClientId}' at {entry.Endpoints.Server}, transaction {transaction}, was not forgotten: {why}");
        var lost = SecretsNowhereElse(entry);
        if (lost.Count > 0 && !discardsSecrets)
        {
            throw new CliException(ExitCode.Refused,
                $"the entry of '{entry.ClientId}' at {entry.Endpoints.Server}, transaction {transaction}, was not forgotten: as far as this machine knows it has the only copy of {string.Join(" and of ", lost)}. "
                + "If the client works with another secret, or you have them, give --discard-secrets too; else let aimsetup recover finish it.");
        }
        var run = new RecoveredRun
        {
            Transaction = transaction,
            Client = entry.ClientId,
            Server = entry.Endpoints.Server,
            Product = entry.Product.Name,
            Step = nameof(RecoveryStep.Forget).ToLowerInvariant(),
            Result = WhatStays(entry) + (lost.Count > 0 ? $"; {string.Join(" and ", lost)} {(dryRun ? "would go" : "went")} with the entry" : ""),
        };
        if (!dryRun)
        {
            Delete(entry);
            run.Outcome = OutcomeLine.Name(Outcome.Skipped);
        }
        return run;
    }

    private void Delete(JournalEntry entry)
    {
        using var taken = machine.Journal.TryLock(entry.Transaction) ?? throw Busy(entry, "another process is at work on it");
        using var rotation = entry.Kind == PlanKind.Rotate ? RotationLock.Take(machine.Journal, entry.Endpoints.Server, entry.Client.ClientId!) : null;
        if (machine.Journal.Find(entry.Transaction)?.Phase != entry.Phase)
            throw Busy(entry, "another process was just at work on it");
        machine.Journal.Delete(entry.Transaction);
    }

    // What a client was registered by tells whether unregister can end its record.
    private string? WhyOfUse(JournalEntry entry)
    {
        if (entry.Phase is JournalPhase.Applied or JournalPhase.Verified && LocalMachine.IsInstalled(entry.Product.ProductCode))
            return "its product is installed, and the entry becomes its record: run aimsetup recover.";
        if (entry.Phase != JournalPhase.Committed)
            return null;
        if (entry.Registrar == RegistrarFactory.DynamicClientRegistration)
            return "it is the record of a registration that succeeded, and has what removes it: aimsetup unregister removes the client and the record.";
        var records = new RegistrationRecords(machine.Journal, LocalMachine.IsInstalled) { Credentials = machine.Credentials, Markers = machine.Markers };
        return records.UsersOf(entry) is { Count: > 0 } users ? $"the client is used by what is installed on this machine ({string.Join(", ", users)})." : null;
    }

    private static string WhatStays(JournalEntry entry)
    {
        var (id, server) = (entry.ClientId is { } known ? $"'{known}'" : "a client that the server gave an ID", entry.Endpoints.Server);
        var stays = entry.Kind switch
        {
            PlanKind.Rotate => $"which secret {id} has at {server} stays as it is",
            PlanKind.Update => $"the settings of {id} at {server} stay as they are",
            _ => $"{id} may still be registered at {server}, and nothing on this machine would remove it: look for it there, and remove it by hand if it is not needed",
        };
        return entry.SecretFile is { } file && File.Exists(file) ? $"{stays}; the file {file}, which got its new secret, stays" : stays;
    }

    private List<string> SecretsNowhereElse(JournalEntry entry)
    {
        List<string> lost = [];
        var stored = Stored(entry);
        bool IsKept(Secret secret) => secret.Equals(stored?.ClientSecret) || secret.Equals(stored?.NextSecret)
            || (entry.SecretFile is { } file && SecretFile.Holds(file, secret));
        if (entry.Secrets?.Before is { } before && !IsKept(before))
            lost.Add("the secret before the rotation");
        if (entry.Secrets?.After is { } after && !IsKept(after))
            lost.Add("the new secret of the rotation");
        if (entry.FormerCredentials is not null
            && (new CredentialRotation(machine.Credentials).Former(entry) is not { } former || !IsKept(former.ClientSecret) || (former.NextSecret is { } next && !IsKept(next))))
            lost.Add("the credentials that were stored before");
        if (entry.Receipt?.ManagementToken is not null)
            lost.Add("the registration access token, by which the client can be removed");
        return lost;
    }

    // What cannot be read keeps nothing.
    private StoredCredentials? Stored(JournalEntry entry)
    {
        try
        {
            return entry.ClientId is { } id ? new CredentialRotation(machine.Credentials).Find(entry.Endpoints.Server, id) : null;
        }
        catch (AimException)
        {
            return null;
        }
    }

    private AimException Busy(JournalEntry entry, string how) => new(AimErrors.JournalEntryBusy.With(machine.Journal.FileOf(entry.Transaction), how));
}
