using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Postgres;

/// <summary>A wire to the server that can be cut at the end of a transaction.</summary>
internal sealed class Wire : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly TcpListener _near = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _far;
    private readonly CancellationTokenSource _ending = new();

    private readonly TaskCompletionSource _cancelled = new();

    private int _cut;
    private volatile bool _isHeldBack;

    public Wire(DatabasePlace place)
    {
        _far = new(place.ConnectionString);
        _near.Start();
        Place = place with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(place.ConnectionString)
            {
                Host = "127.0.0.1",
                Port = ((IPEndPoint)_near.LocalEndpoint).Port,
                CommandTimeout = (int)_patience.TotalSeconds,
                MaxAutoPrepare = 0, // What is prepared is not called by its words.
                SslMode = SslMode.Disable,
            }.ConnectionString,
        };
        _ = Accept();
    }

    /// <summary>Where a wire is cut.</summary>
    private enum Cut
    {
        None,
        BeforeCommit,
        AfterCommit,
        AnswerLate,
    }

    /// <summary>The same database, at the end of this wire.</summary>
    public DatabasePlace Place { get; }

    /// <summary>Cuts it once, when a commit is about to be asked for.</summary>
    public void CutBeforeCommit() => Interlocked.Exchange(ref _cut, (int)Cut.BeforeCommit);

    /// <summary>Cuts it once, when a commit is about to be answered.</summary>
    public void CutAfterCommit() => Interlocked.Exchange(ref _cut, (int)Cut.AfterCommit);

    /// <summary>Answers a commit once, when whoever asked for it has given it up.</summary>
    public void AnswerLate() => Interlocked.Exchange(ref _cut, (int)Cut.AnswerLate);

    public void Dispose()
    {
        _ending.Cancel();
        _near.Dispose();
        _ending.Dispose();
    }

    private async Task Accept()
    {
        while (!_ending.IsCancellationRequested)
        {
            var client = await _near.AcceptTcpClientAsync(_ending.Token);
            if (_isHeldBack)
            {
                // To give a statement up is to say so by another connection.
                _cancelled.TrySetResult();
            }

            _ = Join(client, _ending.Token);
        }
    }

    private async Task Join(TcpClient client, CancellationToken ending)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_far.Host!, _far.Port, ending);
            var lane = new Lane(client.GetStream(), server.GetStream(), ending);
            var back = lane.PassBack(_cancelled.Task);
            await lane.PassOn(Take);
            server.Close();
            await back.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Cut Take()
    {
        var cut = (Cut)Interlocked.Exchange(ref _cut, (int)Cut.None);
        _isHeldBack |= cut is Cut.AnswerLate;
        return cut;
    }

    /// <summary>One connection, both ways.</summary>
    private sealed class Lane(NetworkStream client, NetworkStream server, CancellationToken ending)
    {
        private const int LongestMessage = 65_536;

        private readonly TaskCompletionSource _answered = new();
        private volatile bool _isMute;
        private volatile bool _isLate;

        /// <summary>Passes on what the client says, up to where it is cut.</summary>
        public async Task PassOn(Func<Cut> take)
        {
            var room = new byte[LongestMessage];
            int length;
            while ((length = await client.ReadAsync(room, ending)) > 0)
            {
                var cut = room.AsSpan(0, length).IndexOf("COMMIT"u8) < 0 ? Cut.None : take();
                if (cut is Cut.BeforeCommit)
                {
                    return;
                }

                _isMute = cut is Cut.AfterCommit;
                _isLate = cut is Cut.AnswerLate;
                await server.WriteAsync(room.AsMemory(0, length), ending);
                if (_isMute)
                {
                    await _answered.Task;
                    return;
                }
            }
        }

        /// <summary>Passes back what the server answers.</summary>
        public async Task PassBack(Task cancelled)
        {
            var room = new byte[LongestMessage];
            int length;
            while ((length = await server.ReadAsync(room, ending)) > 0)
            {
                if (_isMute)
                {
                    _answered.SetResult();
                    return;
                }

                if (_isLate)
                {
                    await cancelled;
                }

                await client.WriteAsync(room.AsMemory(0, length), ending);
            }
        }
    }
}
