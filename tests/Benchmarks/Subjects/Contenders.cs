extern alias Served;

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ShopSocially.Loyalty.Server;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>
/// The server as it would be without its one writer: each request writes on a connection of its
/// own, and all that are under way at a time contend for the engine's lock, each for its commit.
/// </summary>
/// <remarks>
/// Only to be measured, on a file that is thrown away: the engine of the packages can spoil one to
/// which two connections write at the same time. That is why the server never lets that happen, and
/// why the lock which sees to it has to be taken away here.
/// </remarks>
internal sealed class Contenders
{
    /// <summary>What this program is asked to be it by.</summary>
    public const string Command = "contenders";

    private readonly DatabasePlace _place;
    private readonly string _lock;
    private readonly ConcurrentBag<IServiceProvider> _idle = [];

    private Contenders(DatabasePlace place) =>
        (_place, _lock) = (place, Database.FileOf(place) + Database.LockSuffix);

    /// <summary>Serves with the server's own settings, as its command line takes them.</summary>
    public static async Task Serve(string[] settings, CancellationToken cancellation)
    {
        await using var app = Served::Program.Build(settings);
        var contenders = new Contenders(app.Services.GetRequiredService<Settings>().Place);
        app.Use(contenders.Answer);
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>By acts whose connections nobody else uses for so long.</summary>
    private async Task Answer(HttpContext context, RequestDelegate answer)
    {
        var acts = _idle.TryTake(out var idle) ? idle : Open();
        context.RequestServices = new Both(acts, context.RequestServices);
        try
        {
            await answer(context);
        }
        finally
        {
            _idle.Add(acts);
        }
    }

    private ServiceProvider Open()
    {
        lock (_idle)
        {
            File.Delete(_lock);
            var acts = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddOperations(_place, new(Writing.StandardQueue, MostActs: 1))
                .BuildServiceProvider();
            _ = acts.GetRequiredService<Database>();
            return acts;
        }
    }

    /// <summary>Whatever the first has not, the other one has.</summary>
    private sealed class Both(IServiceProvider first, IServiceProvider other) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            first.GetService(serviceType) ?? other.GetService(serviceType);
    }
}
