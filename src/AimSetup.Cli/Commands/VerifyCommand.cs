using System.CommandLine;
using System.Globalization;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Options;
using AimSetup.Cli.Output;
using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.Mes;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup verify</c>: is a token granted, and what does it say.</summary>
internal static class VerifyCommand
{
    private const string Description =
        """
        Asks for an access token with ID and secret, and shows its lifetime, scopes and claims; never the token itself, whose
        signature is not checked. With --mes also calls the MES Web API with it and explains what keeps it from answering.
        Without a secret it tries the stored credentials of the client on this machine; where a rotation was not finished, it says
        which of the two secrets there gets a token. Changes nothing.

        Example:
          aimsetup verify --server sms01.plant.example --client line7-client --secret-file secret.txt
        """;

    public static Command Create()
    {
        var command = new Command("verify", Description);
        var input = new SettingsInput(new SettingOptions().Connection(), SecretOption.ClientSecret(), administrates: false);
        var mes = new Option<string?>("--mes") { Description = "Address of the MES Web API, to call it with the token (host, host:port, or https://host/mesmw/api/v3).", HelpName = "MES" };
        var journal = CommonOptions.Journal();
        input.AddTo(command);
        command.Options.Add(mes);
        command.Options.Add(journal);
        CommandContext.Run(command, context => RunAsync(context, input, context.Parsed.GetValue(mes), context.Parsed.GetValue(journal)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, SettingsInput input, string? mes, string? journal)
    {
        if (string.IsNullOrWhiteSpace(mes) && mes is not null)
            throw new CliException(ExitCode.CommandLine, "--mes is empty: give the address of the MES Web API, or leave it out.");
        StoredClient? stored = null;
        Secret? ofStored = null;
        var reader = input.Read(context, asksForSecret: true, mes is null ? null : new() { ["AIMMES"] = mes }, alsoSecret: null,
            r => ofStored = (stored = StoredClient.Of(LocalMachine.OpenForReaders(journal), r))?.Found?.ClientSecret);
        if (stored?.OtherServer is { } other)
            CommandOutput.Warn($"the credentials that are stored on this machine, {stored.File}, are of {other} and were not tried: if that is the same server under another name, give --server {other}.");
        var settings = reader.ReadForExisting(secret: true);
        var address = reader.ReadMes();
        SettingsInput.Require(reader);
        var credentials = ofStored is null ? null : stored?.Found;
        var report = new VerifyReport
        {
            Client = settings.ClientId,
            Server = settings.Server!.ToString(),
            StoredFile = credentials is null ? null : stored?.File,
            Rotating = credentials?.NextSecret is not null,
        };
        StoredSecretTrial? trial = null;
        using var http = context.Connect(settings.Trust, settings.TimeoutSeconds);
        var answer = await context.Output.WhileAsync("Asking for a token", async () =>
        {
            var endpoints = await new EndpointFinder(http, context.Logger).FindAsync(settings.Server, settings.TokenServer, context.CancellationToken).ConfigureAwait(false);
            report.TokenEndpoint = endpoints.TokenEndpoint.AbsoluteUri;
            if (credentials is not null)
                return (trial = await StoredSecretTrial.RunAsync(http, endpoints.TokenEndpoint, credentials, context.CancellationToken).ConfigureAwait(false)).Answer;
            return await new TokenClient(http).ClientCredentialsAsync(endpoints.TokenEndpoint, settings.ClientId!, settings.ClientSecret!, context.CancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        report.Granted = answer.IsGranted;
        report.StoredSecret = trial?.Which;
        if (trial is not null)
            context.Output.Line($"secret: {trial.Description} ({report.StoredFile})");
        if (!answer.IsGranted)
        {
            var error = AimErrors.ProofFailed.With(settings.ClientId!, report.Server, trial?.ErrorText ?? answer.ErrorText!);
            return context.Output.End(report, ReportJson.Shared.VerifyReport, ErrorExitCodes.Of(error.Definition), ErrorReport.Of(error));
        }
        report.ExpiresIn = answer.ExpiresIn;
        report.Scope = answer.Scope;
        report.Claims = TokenClaims.Read(answer.AccessToken!);
        Show(context.Output, report);
        if (address is not null && await CallMesAsync(context, http, address, settings.ClientId!, answer, report).ConfigureAwait(false) is { } refusal)
            return context.Output.End(report, ReportJson.Shared.VerifyReport, ErrorExitCodes.Of(refusal.Definition), ErrorReport.Of(refusal));
        return context.Output.End(report, ReportJson.Shared.VerifyReport);
    }

    private static async Task<AimError?> CallMesAsync(
        CommandContext context, AimHttpClient http, MesAddress address, string clientId, TokenAnswer answer, VerifyReport report)
    {
        var error = await context.Output.WhileAsync(
            "Calling the MES Web API", () => new MesWebApi(http).CheckAsync(address, clientId, answer.AccessToken!, context.CancellationToken)).ConfigureAwait(false);
        report.Mes = address.ToString();
        report.MesAccepts = error is null;
        context.Output.Line(error is null ? $"mes: {address} answers" : $"mes: {address} does not answer as it should ({error.Definition.Name})");
        return error;
    }

    private static void Show(CommandOutput output, VerifyReport report)
    {
        output.Line($"token: granted for '{report.Client}' by {report.TokenEndpoint}");
        output.Line($"lifetime: {(report.ExpiresIn is { } seconds ? seconds.ToString(CultureInfo.InvariantCulture) + " s" : "the server does not say")}");
        output.Line($"scopes: {report.Scope ?? "the answer does not say"}");
        if (report.Claims is null)
            output.Line("claims: the token is none that can be read (no JSON Web Token)");
        foreach (var (name, value) in report.Claims ?? [])
            output.Line($"claim {name}: {TokenClaims.Describe(name, value)}");
    }
}
