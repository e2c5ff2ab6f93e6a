using ShopSocially.Loyalty.Server;
using ShopSocially.Loyalty.Server.Commands;
using ShopSocially.Loyalty.Server.Http;
using ShopSocially.Loyalty.Server.Http.Reference;
using ShopSocially.Loyalty.Server.Http.V2;
using ShopSocially.Loyalty.Server.Jobs;
using ShopSocially.Loyalty.Server.Logs;

return await CommandLine.Run(args);

/// <summary>The table of contents: what the server is made of, and how it is reached.</summary>
public partial class Program
{
    /// <summary>
    /// So long a stop waits for answers to calls that were read; with what has to be done after
    /// that, closing the database and the log, it is to be over in 10 seconds. The time for which
    /// it is to go on for a balancer's sake comes on top.
    /// </summary>
    private static readonly TimeSpan _longestStop = TimeSpan.FromSeconds(7);

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(Settings.Options(args));
        var settings = Settings.From(builder.Configuration);
        PlainHttp.Refuse(builder.Configuration);
        builder.Logging.ClearProviders().AddConsoleLines();
        builder.WebHost.ConfigureKestrel(kestrel => Limits.Apply(kestrel, settings.Limits));
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout =
                settings.Leave + _longestStop)
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddOperations(settings.Place, settings.Writing)
            .AddSafeAnswers()
            .AddEntrance(settings)
            .AddV2()
            .AddHealth()
            .AddJobs(settings)
            .AddHostedService<CommandSocket>();

        var app = builder.Build();
        app.LetGoAtStop();
        app.UseMiddleware<RequestLog>();
        app.UseSafeAnswers();
        app.UseWhen(V2Routes.Has, v2 => v2.UseMiddleware<V2Gate>());
        app.UsePages();
        app.MapV2();
        app.MapReferencePage();
        app.MapHealth();
        return app;
    }
}
