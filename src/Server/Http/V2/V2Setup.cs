namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>What this door needs beside its addresses.</summary>
public static class V2Setup
{
    public static IServiceCollection AddV2(this IServiceCollection services) => services
        .AddSingleton<UserViews>()
        .AddSingleton<IdempotencyKey>()
        .ConfigureHttpJsonOptions(json =>
        {
            // The description writes numbers as the answers do: never as texts.
            var (described, wire) = (json.SerializerOptions, V2Json.Default);
            described.NumberHandling = wire.Options.NumberHandling;
            described.PropertyNamingPolicy = wire.Options.PropertyNamingPolicy;
            described.TypeInfoResolverChain.Insert(0, wire);
        })
        .AddOpenApi("v2", V2Description.Apply);
}
