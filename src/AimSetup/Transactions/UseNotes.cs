using AimSetup.Errors;
using AimSetup.Registration;

namespace AimSetup.Transactions;

/// <summary>Notes at the server that an install uses what another one made. It is a courtesy: that it fails stops nothing.</summary>
internal static class UseNotes
{
    /// <summary>Takes the note, and proves the client after it: what is proved then, the rollback of the install that made it leaves.</summary>
    /// <returns>The note; null: the client is not proved.</returns>
    public static async Task<UseNote?> TakeAndProveAsync(
        IClientRegistrar registrar, string clientId, Func<UseNote, Task<bool>> proveAsync, CancellationToken cancellationToken)
    {
        var note = await TakeAsync(registrar, clientId, cancellationToken).ConfigureAwait(false);
        if (!await proveAsync(note).ConfigureAwait(false))
            return null;
        if (note != UseNote.NotRegistered)
            return note;

        // Somebody has registered it since the look; or the server shows clients to nobody, and says that there are none.
        note = await TakeAsync(registrar, clientId, cancellationToken).ConfigureAwait(false);
        if (note == UseNote.NotRegistered)
            return UseNote.NotPossible;
        return await proveAsync(note).ConfigureAwait(false) ? note : null;
    }

    /// <summary>What an administrator should know of it, to be put behind a sentence.</summary>
    public static string Describe(UseNote note) => note switch
    {
        UseNote.Noted => "; its mark says now that it is used, so that the machine that made it does not take it back",
        UseNote.NotPossible => "; that it is used could not be noted there: if the installation that made it fails, it may be taken back",
        _ => "",
    };

    /// <summary>Takes the note.</summary>
    public static async Task<UseNote> TakeAsync(IClientRegistrar registrar, string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await registrar.NoteUseAsync(clientId, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException)
        {
            return UseNote.NotPossible;
        }
    }
}
