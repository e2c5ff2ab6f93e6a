using System.Diagnostics;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Does to a server what a fault says, until it serves again.</summary>
/// <param name="disk">What the server keeps its database on.</param>
/// <param name="victim">The server.</param>
/// <param name="shop">Reads from it.</param>
/// <param name="write">Writes to it; whether that was done.</param>
internal sealed class Blows(Disk disk, Victim victim, Shop shop, Func<Task<bool>> write)
{
    private const int MostRoom = 1 << 17;

    // A server learns after it has answered that what it answered cannot be copied from the log; it
    // answers the next with an error then, and ends.
    private const int WritesInARow = 3;

    private static readonly TimeSpan _standstill = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <exception cref="InvalidOperationException">
    /// It does not serve again, or has ended of what it has to get through.
    /// </exception>
    public async Task Strike(Fault fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case Fault.Kill:
                await victim.End("KILL", cancellation);
                await victim.Start(cancellation);
                break;
            case Fault.Terminate:
                await victim.End("TERM", cancellation);
                await victim.Start(cancellation);
                break;
            case Fault.Stop:
                victim.Signal("STOP");
                await Task.Delay(_standstill, cancellation);
                victim.Signal("CONT");
                break;
            case Fault.PowerCut:
                // Without power nothing runs. To a sync that has begun the kernel may say that it
                // is done when the file system was shut down beside it; nobody is to hear that.
                await victim.StandStill(cancellation);
                ((LoopDisk)disk).Cut();
                await victim.End("KILL", cancellation);
                ((LoopDisk)disk).Restore();
                await victim.Start(cancellation);
                break;
            case Fault.DiskFull:
                await FillDisk((SmallDisk)disk, cancellation);
                break;
            case Fault.FailedSyncs:
                await Fail("fsync,fdatasync,sync_file_range", cancellation);
                break;
            case Fault.FailedWrites:
                await Fail("pwrite64", cancellation);
                break;
            case Fault.TerminatedBackends:
                await ((ClusterDatabase)disk).TerminateBackends();
                ExpectLife();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown.");
        }
    }

    /// <summary>While there is no room, reads go on; when there is, writes do.</summary>
    private async Task FillDisk(SmallDisk small, CancellationToken cancellation)
    {
        small.Fill(Random.Shared.Next(MostRoom));
        await Task.Delay(_standstill, cancellation);
        await shop.Get("activities", cancellation);
        small.Empty();
        await WaitForWrites(mayEnd: false, cancellation);
    }

    /// <summary>The server goes on, or ends because it cannot, and goes on when started.</summary>
    private async Task Fail(string calls, CancellationToken cancellation)
    {
        await FailingCalls.During(victim.ProcessId, calls, cancellation);
        await WaitForWrites(mayEnd: true, cancellation);
    }

    /// <summary>Writes until that is done, several times in a row.</summary>
    /// <param name="mayEnd">Whether a server that has ended is started again.</param>
    /// <param name="cancellation">Ends it halfway.</param>
    private async Task WaitForWrites(bool mayEnd, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var inARow = 0;
        while (inARow < WritesInARow)
        {
            inARow = await write() ? inARow + 1 : 0;
            if (victim.HasEnded)
            {
                if (!mayEnd)
                {
                    ExpectLife();
                }

                await victim.Start(cancellation);
            }
            else if (Stopwatch.GetElapsedTime(startedAt) > _patience)
            {
                throw new InvalidOperationException("Writes do not go on.");
            }
        }
    }

    private void ExpectLife()
    {
        if (victim.HasEnded)
        {
            throw new InvalidOperationException("It has ended where it had to go on.");
        }
    }
}
