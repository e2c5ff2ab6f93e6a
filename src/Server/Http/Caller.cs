using System.Reflection;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>The program behind a request, and the instant at which the request acts.</summary>
public sealed record Caller(Partner Partner, DateTimeOffset Now) : IBindableFromHttpContext<Caller>
{
    /// <summary>
    /// The caller at the program's own clock: the system's, or where a sandbox has stopped it.
    /// </summary>
    public static Caller Of(Partner partner, TimeProvider time) =>
        new(partner, partner.ClockAt ?? ToMilliseconds(time.GetUtcNow()));

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<Caller>());

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
