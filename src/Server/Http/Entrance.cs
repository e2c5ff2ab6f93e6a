using System.Globalization;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// Lets a program in, whichever door it comes to: by its key, unless too many wrong ones came from
/// there, and as often as it may.
/// </summary>
public sealed class Entrance(
    RecognizePartner recognize, WrongKeys wrongKeys, RateLimit rateLimit)
{
    public Outcome<Partner> Admit(HttpContext context, string? partnerId, string? apiKey)
    {
        // Not even looked at, so that not even the time it takes tells a right one from a wrong.
        if (apiKey?.Length < WrongKeys.LongKey
            && wrongKeys.Wait(context.Connection.RemoteIpAddress) is > 0 and var wait)
        {
            return NotNow(context, wait);
        }

        var outcome = recognize.Run(partnerId, apiKey);
        if (!outcome.Granted(out var partner, out var refused))
        {
            return refused.Reason == Refusal.AuthenticationFailure
                && wrongKeys.Add(context.Connection.RemoteIpAddress) is > 0 and var seconds
                ? NotNow(context, seconds)
                : outcome;
        }

        return rateLimit.Admits(context, partner.Id) ? outcome : Refusal.RateLimitExceeded;
    }

    private static Refusal NotNow(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusal.RateLimitExceeded;
    }
}

/// <summary>What an entrance needs.</summary>
public static class EntranceSetup
{
    public static IServiceCollection AddEntrance(
        this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings.RateLimit)
        .AddSingleton<RateLimit>()
        .AddSingleton<WrongKeys>()
        .AddSingleton<Entrance>();
}
