using AimSetup.Credentials;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Transactions;

namespace AimSetup.CustomActions.Actions;

/// <summary>What the actions do on the machine itself: the credentials for the application, and the marker for administrators.</summary>
internal static class HandOverStep
{
    /// <summary>AimPlan: says what will be stored, and for whom.</summary>
    public static string Describe(ActionContext context, InstallSettings settings, IReadOnlyList<string>? readers) => settings.Store
        ? Describe(context.Places.Credentials.FileOf(settings.ClientId!), settings.Readers, readers)
        : "the credentials will not be stored (AIMSTORE=0)";

    /// <summary>Says where credentials will be stored, and for whom.</summary>
    public static string Describe(string file, IReadOnlyList<string> names, IReadOnlyList<string>? readers) =>
        $"the credentials will be stored in {file}, for SYSTEM, Administrators and {(readers is null ? "who could read them before" : string.Join(", ", names))}{(ReaderAccounts.AreEverybody(readers) ? "; every user of this machine will be able to read the client secret" : "")}";

    /// <summary>AimPlan: what an install without a client secret goes on with.</summary>
    /// <param name="context">The context.</param>
    /// <param name="product">The product.</param>
    /// <param name="isSame">Whether it keeps the product code.</param>
    /// <returns>The product's own marker, or that of the version before; null: there is none.</returns>
    public static Marker? FindMarker(ActionContext context, ProductIdentity product, bool isSame) => isSame
        ? FindMarker(context, product, m => m.Product.ProductCode.Equals(product.ProductCode, StringComparison.OrdinalIgnoreCase))
        : FindMarker(context, product, m => context.Session.IsProductInstalled(m.Product.ProductCode)) ?? FindMarker(context, product, isWanted: null);

    /// <summary>AimPlan: the latest marker of a product, of those that are wanted.</summary>
    public static Marker? FindMarker(ActionContext context, ProductIdentity product, Func<Marker, bool>? isWanted) =>
        FindMarker(context, () => HandOverUpgrade.Find(context.Places.Markers, product, isWanted));

    private static Marker? FindMarker(ActionContext context, Func<Marker?> find)
    {
        try
        {
            return find();
        }
        catch (AimException e)
        {
            context.Say(e.Error.ToString());
            return null;
        }
    }

    /// <summary>AimPlan: a marker with the server of now, see <see cref="HandOverUpgrade.Current"/>. Only an administrator can tell.</summary>
    public static Marker Current(ActionContext context, Marker marker) =>
        context.IsAdministrator ? new HandOverUpgrade(context.Places).Current(marker) : marker;

    /// <summary>AimCommit: what a product that was handed on goes on with, also when its own marker could not be written.</summary>
    public static Marker? FindMarker(ActionContext context, ProductIdentity product) =>
        FindMarker(context, product, isSame: true) ?? FindMarker(context, product, isSame: false);

    /// <summary>AimPlan: whether AimSetup set up the version that is replaced. The marker tells; where it is lost, what else there is of an installed version.</summary>
    public static bool IsSetUp(ActionContext context, ProductIdentity product)
    {
        bool IsFormer(ProductIdentity other) => other.IsVersionOf(product) && context.Session.IsProductInstalled(other.ProductCode);

        // An application that works goes on with what it has: what cannot be read may be that. Without administrator rights nothing can be,
        // and the markers tell.
        var isHidden = false;
        try
        {
            return HandOverUpgrade.Find(context.Places.Markers, product) is not null
                || context.Places.Credentials.ReadAll(_ => isHidden = true).Any(c => c.Users.Any(u => IsFormer(u.Product)))
                || context.Journal.ReadAll(_ => isHidden = true, lookOnly: true).Any(e => e.Phase == JournalPhase.Committed && IsFormer(e.Product))
                || (isHidden && context.IsAdministrator);
        }
        catch (AimException)
        {
            return true;
        }
    }

    /// <summary>AimPlan without administrator rights: what <see cref="Check"/> would refuse later, as far as everybody may see it.</summary>
    /// <exception cref="AimException">The markers show that it would change the server for another product.</exception>
    public static void CheckMarkers(ActionContext context, ProductIdentity product, string clientId, string server)
    {
        // There is one file, and who wrote it last, whichever product that was, tells what is in it.
        Marker? other = null, latest = FindMarker(context, () =>
        {
            var markers = context.Places.Markers.ReadAll().Where(m => m.ClientId == clientId && m.CredentialFile.Length > 0).OrderByDescending(m => m.Time, StringComparer.Ordinal).ToList();
            other = markers.Find(m => !m.Product.IsVersionOf(product) && context.Session.IsProductInstalled(m.Product.ProductCode));
            return markers.FirstOrDefault();
        });
        if (other is not null && latest is not null && !AimServerAddress.AreSame(latest.Server, server))
            throw new AimException(AimErrors.CredentialsOfOthers.With(clientId, other.Product.Name, $"the server from {latest.Server} to {server}", CredentialHandOver.Refused));
    }

    /// <summary>AimRegister, before anything is changed: where an ordinary user may start an installation, the properties are his.</summary>
    /// <exception cref="AimException">It would change what is stored for other products, and cannot leave it.</exception>
    public static void Check(ActionContext context, ActionPayload payload)
    {
        if (!payload.IsAdministrator && Credentials(payload, DateTimeOffset.UtcNow) is { } credentials
            && new CredentialHandOver(context.Places.Credentials, context.Places.IsInstalled).Refusal(credentials, payload.Product) is { } error)
        {
            throw new AimException(error);
        }
    }

    /// <summary>AimRegister: stores the credentials and writes the marker.</summary>
    public static void Apply(ActionContext context, ActionPayload payload, Outcome outcome)
    {
        var now = DateTimeOffset.UtcNow;
        var (client, endpoints) = (payload.Client!, payload.Endpoints!);
        var credentials = Credentials(payload, now);
        Apply(context, new HandOverRequest
        {
            Transaction = payload.Transaction,
            Product = payload.Product,
            Installed = payload.Installed,
            Former = payload.Former,
            Readers = payload.Readers,
            AreReadersOfPackage = payload.AreReadersOfPackage,
            IsAdministrator = payload.IsAdministrator,
            Credentials = credentials,
            StoresNothing = credentials is null,
            Marker = new Marker
            {
                Product = payload.Product,
                ProductVersion = payload.ProductVersion,
                ClientId = client.ClientId!,
                Server = endpoints.Server,
                Registrar = outcome == Outcome.Adopted ? "none" : payload.Registrar!,
                Outcome = OutcomeLine.Name(outcome),
                Time = Marker.TimeOf(now),
                Transaction = payload.Transaction,
                CredentialFile = credentials is null ? "" : context.Places.Credentials.FileOf(client.ClientId!),
            },
        });
    }

    /// <summary>AimRegister of an upgrade without a client secret. The application goes on with what it has, so that this is no reason to fail.</summary>
    public static ActionResult HandOn(ActionContext context, ActionPayload payload)
    {
        try
        {
            var upgrade = new HandOverUpgrade(context.Places)
            {
                Note = context.Say,
                Former = payload.Former,
                Installed = payload.Installed,
                Readers = payload.Readers,
                AreReadersOfPackage = payload.AreReadersOfPackage,
                IsAdministrator = payload.IsAdministrator,
            };
            if (upgrade.Prepare(payload.Transaction, payload.Product, payload.ProductVersion, context.Warn) is { } request)
                Apply(context, request);
            else if (InterruptedUpgrade.Is(context, payload))
                return InterruptedUpgrade.End(context, payload);
        }
        catch (AimException e)
        {
            context.Log.Report(InstallerMessage.Warning, e.Error);
            Undo(context, payload);
        }
        return ActionResult.Success;
    }

    /// <summary>AimRollback: takes it back.</summary>
    /// <returns>How that ended; null: there was nothing.</returns>
    public static TransactionResult? Undo(ActionContext context, ActionPayload payload)
    {
        try
        {
            return new HandOverRollback(context.Places).Undo(payload.Transaction) ? new TransactionResult(Outcome.RolledBack) : null;
        }
        catch (AimException e)
        {
            context.Log.Report(InstallerMessage.Warning, e.Error);
            return new TransactionResult(Outcome.NotRolledBack, Error: e.Error);
        }
    }

    /// <summary>AimCommit: an install has succeeded, or the product is gone. It never keeps the rest from being done.</summary>
    public static void Complete(ActionContext context, ActionPayload payload)
    {
        var end = new HandOverEnd(context.Places, error => context.Say(error.ToString()));
        if (payload.Task is PayloadTask.Uninstall or PayloadTask.Unregister)
            end.Remove(payload.Product);
        else
            end.Complete(payload.Transaction, payload.Product);
    }

    private static StoredCredentials? Credentials(ActionPayload payload, DateTimeOffset now) => payload.Store
        ? StoredCredentials.Of(payload.Client!, payload.ClientSecret!, payload.Endpoints!, payload.Trust, payload.Transaction, now)
        : null;

    private static void Apply(ActionContext context, HandOverRequest request)
    {
        foreach (var note in new HandOverChange(context.Places) { Warning = context.Warn }.Apply(request))
            context.Say(note);
    }
}
