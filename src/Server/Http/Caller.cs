using System.Reflection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>The program behind a request, and the instant at which the request acts.</summary>
public sealed record Caller(Partner Partner, DateTimeOffset Now) : IBindableFromHttpContext<Caller>
{
    /// <summary>The act that the client has given a key; null where it has given none.</summary>
    public Once? Once { get; init; }

    public static Caller Of(Partner partner, Clock clock) => new(partner, clock.NowOf(partner));

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
