using AimSetup.Errors;
using AimSetup.Registration;

namespace AimSetup.Transactions;

/// <summary>Notes at the server that an install uses what another one made. It is a courtesy: that it fails stops nothing.</summary>
internal static class UseNotes
{
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

    /// <summary>What an administrator should know of it, to be put behind a sentence.</summary>
    public static string Describe(UseNote note) => note switch
    {
        UseNote.Noted => "; its mark says now that it is used, so that the machine that made it does not take it back",
        UseNote.NotPossible => "; that it is used could not be noted there: if the installation that made it fails, it may be taken back",
        _ => "",
    };
}
