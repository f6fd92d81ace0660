using System.Security;
using AimSetup.Errors;
using AimSetup.Markers;

namespace AimSetup.HandOver;

/// <summary>
/// Puts the machine back as it was before an install handed something over. Only what still carries the install's transaction
/// is touched, so that it can be done late, and more than once.
/// </summary>
/// <param name="places">The places.</param>
public sealed class HandOverRollback(HandOverPlaces places)
{
    /// <summary>Takes the hand-over of an install back.</summary>
    /// <param name="transaction">The transaction of the install.</param>
    /// <returns>Whether there was something that could have to be taken back.</returns>
    /// <exception cref="AimException">It failed; the record is kept, so that it can be tried again.</exception>
    public bool Undo(string transaction) => Undo(transaction, UnregisterEventSource);

    /// <summary>
    /// The transactions of installs that have not come to their end: one that runs, or those that were killed, and those whose
    /// rollback failed.
    /// </summary>
    /// <returns>The transactions.</returns>
    /// <exception cref="AimException">The journal's folder cannot be read.</exception>
    public IReadOnlyList<string> Unfinished() => places.Records.Transactions();

    /// <summary>Brings the hand-over of an install that was killed to its end.</summary>
    /// <param name="transaction">The transaction of the install, which must not be at work any more.</param>
    /// <param name="installed">The product codes of the versions that were installed when this upgrade began; null: it is no upgrade.</param>
    /// <returns>
    /// Whether it was taken back. If its product is installed, or was until this upgrade, and its rollback had not begun, it only was not
    /// told any more that the install succeeded, and what it left stays.
    /// </returns>
    /// <exception cref="AimException">It failed; the record is kept, so that it can be tried again, unless nothing can read it any more.</exception>
    public bool Finish(string transaction, IReadOnlyList<string>? installed = null)
    {
        if (FindOrSetAside(transaction) is not { IsRollingBack: false } record
            || !(places.IsInstalled(record.ProductCode) || installed?.Contains(record.ProductCode, StringComparer.OrdinalIgnoreCase) == true))
            return Undo(transaction, UnregisterEventSourceNow);
        places.Records.Delete(transaction);
        return false;
    }

    /// <summary>Brings to its end what installs left that were killed; Windows Installer runs one at a time.</summary>
    internal void FinishKilled(string current, IReadOnlyList<string> installed, Action<string> note)
    {
        foreach (var transaction in Unfinished().Where(t => t != current))
        {
            try
            {
                if (Finish(transaction, installed))
                    note($"what an installation that was killed left on this machine was taken back (transaction {transaction})");
            }
            catch (AimException e)
            {
                note(e.Error.ToString());
            }
        }
    }

    private HandOverRecord? FindOrSetAside(string transaction)
    {
        try
        {
            return places.Records.Find(transaction);
        }
        catch (AimException e) when (HandOverRecords.IsOfAnotherKey(e))
        {
            throw places.Records.SetAside(transaction, e);
        }
    }

    // The entry that tells of it needs the source.
    internal void UnregisterEventSource()
    {
        if (places.AfterEvents is { } later)
            later(UnregisterEventSourceNow);
        else
            UnregisterEventSourceNow();
    }

    private bool Undo(string transaction, Action unregisterEventSource)
    {
        string[] what = ["the record", places.Records.FileOf(transaction)];
        try
        {
            if (places.Records.Find(transaction) is not { } record)
                return false;
            Mark(record);
            if (record.ClientId is { } id)
            {
                what = ["the credentials", places.Credentials.FileOf(id)];
                if (places.Credentials.Find(id)?.Transaction == transaction)
                    places.Credentials.Restore(id, record.FormerFile is { } file ? Convert.FromBase64String(file) : null);
            }
            what = ["the marker", MarkerStore.Key + @"\" + record.ProductCode];
            if (places.Markers.Find(record.ProductCode)?.Transaction == transaction)
                places.Markers.Restore(record.ProductCode, record.FormerMarker);
            if (!record.HadEventSource)
                unregisterEventSource();
            what = ["the record", places.Records.FileOf(transaction)];
            places.Records.Delete(transaction);
            return true;
        }
        catch (AimException e)
        {
            throw new AimException(AimErrors.HandOverNotTakenBack.With($"{what[0]} {what[1]}", e.Error.Text.TrimEnd('.'), places.Records.FileOf(transaction)), e);
        }
    }

    // What is not undone now is undone later, also where the product stays installed, as it does when a repair fails.
    private void Mark(HandOverRecord record)
    {
        if (record.IsRollingBack)
            return;
        record.IsRollingBack = true;
        try
        {
            places.Records.Write(record);
        }
        catch (AimException)
        {
            // To put things back is worth trying all the same: on a full disk it may make room.
        }
    }

    private void UnregisterEventSourceNow()
    {
        try
        {
            if (places.Markers.ReadAll().Count == 0)
                places.EventSource.Unregister();
        }
        catch (Exception e) when (e is AimException or IOException or UnauthorizedAccessException or SecurityException)
        {
            // It names a file of Windows and nothing else.
        }
    }
}
