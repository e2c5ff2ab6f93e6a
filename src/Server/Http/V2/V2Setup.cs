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
            json.SerializerOptions.NumberHandling = V2Json.Default.Options.NumberHandling;
            json.SerializerOptions.PropertyNamingPolicy = V2Json.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, V2Json.Default);
        })
        .AddOpenApi("v2", V2Description.Apply);
}
