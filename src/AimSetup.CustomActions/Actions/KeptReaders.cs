using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Actions;

/// <summary>AIMREADERS of a repair or an upgrade without a client secret.</summary>
internal static class KeptReaders
{
    /// <summary>Whether they are the package's own value. Then they are added to those of before, which somebody may have named for a reason.</summary>
    public static bool AreOfPackage(PropertyCache session) => KeptRegistration.IsOfPackage(session, "AIMREADERS");

    /// <summary>Finds who is to read the stored credentials from now on.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">The settings of this run.</param>
    /// <param name="marker">What the product goes on with.</param>
    /// <param name="isRepair">Whether the version stays.</param>
    /// <returns>Security identifiers; null: who could before.</returns>
    /// <exception cref="AimException">An administrator named readers in this run that are not valid.</exception>
    public static IReadOnlyList<string>? Find(ActionContext context, PropertySource source, Marker marker, bool isRepair)
    {
        if (source.Get("AIMREADERS").Trim().Length == 0)
            return null;
        if (marker.CredentialFile.Length == 0)
        {
            context.Say("plan: AIMREADERS has no effect, for this product has no stored credentials");
            return null;
        }
        var isAdministrator = context.IsAdministrator;
        var isOfPackage = AreOfPackage(context.Session);
        if (isRepair && !isAdministrator)
        {
            if (!isOfPackage)
                context.Warn(AimErrors.ReadersNotApplied.With(marker.ClientId, "this repair was not started with administrator rights"));
            return null;
        }
        try
        {
            var names = Read(context, source);
            var readers = ReaderAccounts.Find(names, context.Environment.Accounts);
            var upgrade = new HandOverUpgrade(context.Places) { AreReadersOfPackage = isOfPackage };
            if (readers is null || (isRepair && upgrade.HasReaders(PlanAction.Product(context.Session), marker, readers)))
                return null;
            context.Say("plan: " + HandOverStep.Describe(marker.CredentialFile, isOfPackage ? ["who could read them before", .. names] : names, readers));
            return readers;
        }
        catch (AimException e) when (isOfPackage || !isAdministrator)
        {
            // It is no wish of this run, or one that would not be followed.
            var why = e.Error.Arguments[0].TrimEnd('.');
            context.Warn(AimErrors.ReadersNotApplied.With(marker.ClientId, e.Error.Definition == AimErrors.ReadersUnknown ? $"this machine does not know {why}" : why));
            return null;
        }
    }

    private static IReadOnlyList<string> Read(ActionContext context, PropertySource source)
    {
        var reader = new SettingsReader(source, context.Environment.ComputerName);
        var names = reader.ReadReaders();
        return reader.Problems.Count == source.Problems.Count
            ? names
            : throw new AimException(AimErrors.InvalidSettings.With(string.Join(" ", reader.Problems.Skip(source.Problems.Count))));
    }
}
