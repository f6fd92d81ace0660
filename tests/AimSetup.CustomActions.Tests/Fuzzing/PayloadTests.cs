using System.Security.Cryptography;
using System.Text;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Fuzzing;

namespace AimSetup.CustomActions.Tests.Fuzzing;

public sealed class PayloadTests : IDisposable
{
    private const string SecretValue = "s3cret-0815-value";
    private const string Purpose = "AimSetup CustomActionData AimRegister";

    private readonly TemporaryFolder _folder = new();
    private readonly AesDataProtector _protector = new();
    private readonly ProtectedJson<ActionPayload> _payloads;
    private readonly string _whole;

    public PayloadTests()
    {
        _payloads = new ProtectedJson<ActionPayload>(_protector, PayloadJson.Payload);
        _whole = _payloads.Protect(Payload, Purpose);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Payload_IsReadOrRefused_WhateverWasProtected() => Fuzz.Check(500, random =>
    {
        var json = Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromBase64String(_whole), Purpose));
        var damaged = Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes(Mutation.Text(random, json)), Purpose));
        try
        {
            Assert.NotNull(_payloads.Unprotect(damaged, Purpose).Product);
        }
        catch (CryptographicException e)
        {
            Assert.DoesNotContain(SecretValue, e.ToString(), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Action_EndsAsItsKindMust_WhateverItsDataIs() => Fuzz.Check(200, random =>
    {
        var data = Mutation.Text(random, _whole);
        if (IsWhole(data))
            return;
        var (action, mode, run, expected) = random.Pick(new (CustomActionRow, InstallerMode, Func<IInstallerSession, ActionEnvironment, ActionResult>, ActionResult)[]
        {
            (InstallerModel.Register, InstallerMode.Scheduled, AimActions.Register, ActionResult.Failure),
            (InstallerModel.RollbackAction, InstallerMode.Rollback, AimActions.Rollback, ActionResult.Success),
            (InstallerModel.CommitAction, InstallerMode.Commit, AimActions.Commit, ActionResult.Success),
        });
        var plan = new FakeSession((action.Name, data));
        var session = plan.For(action.Name, mode);
        Assert.Equal(expected, run(session, new ActionEnvironment { Protector = _protector, JournalFolder = _folder.Combine("AimSetup", "journal") }));
        Assert.Equal([(InstallerMessage.Error, AimErrors.PayloadUnreadable.Number)], session.Reports);
        Assert.DoesNotContain(SecretValue, session.AllText, StringComparison.Ordinal);
    });

    // Blanks within base64 do not matter.
    private bool IsWhole(string data)
    {
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var length) && bytes.AsSpan(0, length).SequenceEqual(Convert.FromBase64String(_whole));
    }

    private static ActionPayload Payload => new()
    {
        Transaction = Journal.NewTransaction(),
        Task = PayloadTask.Create,
        Product = new ProductIdentity("{11111111-1111-1111-1111-111111111111}", "", "Sample client"),
        TimeoutSeconds = 30,
        RemainingMilliseconds = 30_000,
        Credentials = new RegistrarCredentials { UserName = @"PLANT\installer", Password = new Secret(SecretValue), AccessToken = new Secret(SecretValue) },
        Endpoints = new AimEndpoints
        {
            Server = "https://sms01/identitymanager",
            TokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
            AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
        },
        Client = new ClientSettings { ClientId = "line7", TokenLifetime = 3600, Scopes = ["openid"] },
        ClientSecret = new Secret(SecretValue),
        Existing = ExistingClientPolicy.Adopt,
        Registrar = "dcr",
    };
}
