using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>
/// Drives a server with many clients at once, hurts it again and again, and proves afterwards that
/// every acknowledged call was kept, and that none was done twice.
/// </summary>
/// <param name="faults">What is done to it, in turn.</param>
/// <param name="subject">The server; one on SQLite with nothing wrong unless told.</param>
public sealed class Ordeal(IReadOnlyList<Fault> faults, Subject? subject = null)
{
    private const int Clients = 16;
    private const int LeastPause = 100;
    private const int MostPause = 700;
    private const int PauseOfTheEngine = 500;

    private readonly Subject _subject = subject ?? new();
    private readonly Traffic _traffic = new();

    public async Task<Report> Run(TimeSpan howLong, CancellationToken cancellation)
    {
        using var disk = Disk.For(faults, _subject.Engine);
        using var victim = new Victim(disk, _subject.Bug);
        await victim.Start(cancellation);
        using var shop = new Shop(victim.Address);
        await Traffic.Furnish(shop, cancellation);
        var blows = new Blows(disk, victim, shop, () => _traffic.TryAward(shop));
        var hurt = 0;
        await _traffic.During(
            async () => hurt = await HurtFor(howLong, blows, cancellation), Clients, [shop]);
        var unknown = _traffic.Unknown;
        var known = await _traffic.AskAgain(shop, cancellation);
        var violations = await new Proof(shop, known).Find(cancellation);
        var (exitCode, said) = await victim.Verify(cancellation);
        return new(
            hurt,
            known.Count(call => call.Known == Known.Acknowledged),
            unknown,
            [
                .. violations,
                .. faults.Any(HurtsEngine) ? [] : _traffic.FindFaultsOfItsOwn(),
                .. exitCode == 0 ? Array.Empty<string>() : [$"verify says: {said}"],
            ]);
    }

    private async Task<int> HurtFor(
        TimeSpan howLong, Blows blows, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var hurt = 0;
        while (Stopwatch.GetElapsedTime(startedAt) < howLong)
        {
            var fault = faults[hurt++ % faults.Count];
            var pause = fault is Fault.TerminatedBackends
                ? PauseOfTheEngine
                : Random.Shared.Next(LeastPause, MostPause);
            await Task.Delay(pause, cancellation);
            await blows.Strike(fault, cancellation);
        }

        return hurt;
    }

    private static bool HurtsEngine(Fault fault) => fault
        is Fault.PowerCut or Fault.DiskFull or Fault.FailedSyncs or Fault.FailedWrites
            or Fault.TerminatedBackends;
}
