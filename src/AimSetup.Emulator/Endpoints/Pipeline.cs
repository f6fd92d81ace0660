using System.Diagnostics;
using AimSetup.Emulator.Cmdlets;
using AimSetup.Emulator.Faults;
using AimSetup.Emulator.Logging;
using AimSetup.Emulator.Mes;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tokens;
using Microsoft.AspNetCore.Http.Features;

namespace AimSetup.Emulator.Endpoints;

/// <summary>Every HTTPS request goes through here: what it asks, the fault it meets, its answer, its line in the log.</summary>
internal sealed class Pipeline(
    FaultList faults,
    RequestLog log,
    DiscoveryEndpoints discovery,
    TokenEndpoint tokens,
    RegistrationEndpoint registration,
    CmdletEndpoint cmdlets,
    MesEndpoint mes,
    TimeSpan answerTime,
    CancellationToken stopping)
{
    private static readonly string[] KnownGrantTypes = ["client_credentials", "password"];

    public async Task InvokeAsync(HttpContext context)
    {
        var time = DateTimeOffset.UtcNow;
        var start = Stopwatch.GetTimestamp();
        var request = Router.Match(context);
        if (request.Operation == EmulatorOperation.Token)
            await request.ReadFormAsync();
        var fault = faults.Take(request.Operation);
        var response = await WaitAsync(context, answerTime) ? await AnswerAsync(request, fault) : null;
        log.Add(new RequestRecord
        {
            Time = time,
            Duration = Stopwatch.GetElapsedTime(start),
            Method = RequestLog.Escape(context.Request.Method)!,
            Path = RequestLog.Escape(RawPath(context))!,
            Status = response?.Status ?? 0,
            ConnectionId = context.Connection.Id,
            Operation = request.Operation,
            GrantType = request.GrantType is null or "" ? null : KnownGrantTypes.Contains(request.GrantType) ? request.GrantType : "other",
            ClientId = RequestLog.Escape(request.ClientId),
            Error = response?.ErrorCode,
            Fault = fault?.Kind,
        });
        if (response is null)
            context.Abort();
        else
            await response.WriteAsync(context);
    }

    private async Task<EmulatorResponse?> AnswerAsync(EmulatorRequest request, Fault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Refuse:
                return Later(fault, EmulatorResponse.Error(503, "temporarily_unavailable"));
            case FaultKind.Error:
                return Later(fault, fault.Body is null
                    ? EmulatorResponse.Error(fault.Status, "server_error")
                    : new EmulatorResponse(fault.Status) { Body = fault.Body, ContentType = fault.ContentType });
            case FaultKind.DropBefore:
                return null;
            case FaultKind.DropAfter:
                await ServeAsync(request);
                return null;
            case FaultKind.Delay:
                if (!await WaitAsync(request.Context, TimeSpan.FromMilliseconds(fault.Milliseconds), fault.Released))
                    return null;
                return await ServeAsync(request);
            case FaultKind.Close:
                return (await ServeAsync(request)).With("Connection", "close");
            default:
                return await ServeAsync(request);
        }
    }

    private static EmulatorResponse Later(Fault fault, EmulatorResponse response) =>
        fault.RetryAfter is { } time ? response.With("Retry-After", time) : response;

    /// <summary>False when the client went away meanwhile, or the emulator stops.</summary>
    private async Task<bool> WaitAsync(HttpContext context, TimeSpan time, Task? released = null)
    {
        if (time == TimeSpan.Zero)
            return true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var wait = Task.Delay(time, either.Token);
        await Task.WhenAny(wait, released ?? wait);
        var isServed = !wait.IsCanceled;
        await either.CancelAsync();
        return isServed;
    }

    private async Task<EmulatorResponse> ServeAsync(EmulatorRequest request)
    {
        try
        {
            return request.Operation switch
            {
                EmulatorOperation.Welcome => discovery.Welcome(),
                EmulatorOperation.Discovery => discovery.Discovery(),
                EmulatorOperation.Jwks => discovery.Jwks(),
                EmulatorOperation.Token or EmulatorOperation.Password => tokens.Handle(request),
                EmulatorOperation.Register => await registration.RegisterAsync(request),
                EmulatorOperation.Read => await registration.ReadAsync(request),
                EmulatorOperation.Update => await registration.UpdateAsync(request),
                EmulatorOperation.Delete => await registration.DeleteAsync(request),
                EmulatorOperation.CmdletAdd => await cmdlets.AddAsync(request),
                EmulatorOperation.CmdletGet => cmdlets.Get(request),
                EmulatorOperation.CmdletUpdate => await cmdlets.UpdateAsync(request),
                EmulatorOperation.CmdletRemove => cmdlets.Remove(request),
                EmulatorOperation.Mes => await mes.HandleAsync(request),
                _ => EmulatorResponse.Error(404, "not_found"),
            };
        }
        catch (BadHttpRequestException exception)
        {
            return EmulatorResponse.Error(exception.StatusCode, "invalid_request");
        }
    }

    private static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return target.Split('?')[0];
    }
}
