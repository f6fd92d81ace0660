using System.Net;
using System.Net.Http.Headers;
using AimSetup.Errors;

namespace AimSetup.Transport;

/// <summary>Which answers allow another attempt, and when.</summary>
internal static class Repetition
{
    // RFC 6585 section 4. HttpStatusCode of .NET Framework does not have it.
    private const int TooManyRequests = 429;

    /// <summary>Whether the same request can succeed a moment later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        (int)status is 408 or TooManyRequests or 500 or 502 or 503 or 504;

    /// <summary>
    /// Whether it may be sent again. Who counts requests has not carried this one out. Of 503 that is not sure, also with Retry-After:
    /// a gateway may say so of a request that it has passed on, and then RFC 9110 section 9.2.2 allows no other attempt.
    /// </summary>
    public static bool IsAllowed(Repeat repeat, HttpStatusCode status) =>
        (int)status == TooManyRequests || (repeat != Repeat.Never && IsTransient(status));

    /// <summary>How long the server wants no other request, by its own clock if it tells that; zero: it does not say so.</summary>
    public static TimeSpan After(HttpResponseHeaders headers)
    {
        if (headers.RetryAfter is not { } retry)
            return TimeSpan.Zero;
        var wait = retry.Delta ?? retry.Date!.Value - (headers.Date ?? DateTimeOffset.UtcNow);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>What stands when there is no other attempt: the last answer, or why there was none.</summary>
    /// <exception cref="AimException">There was none; or there were too many requests, which is no answer to this one.</exception>
    public static HttpAnswer Last(HttpAnswer? answer, AimException? failure) =>
        answer is null ? throw failure!
        : (int)answer.Status != TooManyRequests ? answer
        : throw new AimException(AimErrors.TooManyRequests.With(answer.Server, answer.ToString())) { IsTransient = true, RetryAfter = answer.RetryAfter };
}
