namespace ShopSocially.Loyalty.Server.Http;

/// <summary>What every answer tells whoever passes it on or shows it.</summary>
public static class SafeAnswers
{
    private const int DaysOfStrictTransport = 365;

    public static IServiceCollection AddSafeAnswers(this IServiceCollection services) =>
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(DaysOfStrictTransport));

    /// <summary>
    /// Nobody keeps an answer or takes it for anything but what it says it is, and who has come by
    /// TLS comes by nothing else from then on. Files that may be kept say so later.
    /// </summary>
    public static void UseSafeAnswers(this WebApplication app)
    {
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        app.UseHsts();
    }
}
