using System.Collections.Concurrent;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ShopSocially.Loyalty.Crash;

/// <summary>The pair itself, with writers that know nothing of a server.</summary>
public sealed class NodePairTests
{
    private const int Writers = 8;
    private const string Table = "CREATE TABLE written (id TEXT NOT NULL PRIMARY KEY)";
    private const string Write = "INSERT INTO written (id) VALUES (@Id)";
    private const string Read = "SELECT id FROM written";
    private const string WaitForNobody = "ALTER SYSTEM RESET synchronous_standby_names";

    // Unless told, a client takes a node for the standby that it was for ten seconds more.
    private const string Impatiently = ";Host Recheck Seconds=0";

    private static readonly TimeSpan _load = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    [FactWith(typeof(NodePair))]
    [Trait("engine", "PostgreSQL")]
    public async Task What_was_committed_is_on_the_node_that_is_promoted() =>
        (await FindLost(pair => pair.Primary.Sever(CancellationToken.None)))
        .Should().BeEmpty();

    [FactWith(typeof(NodePair))]
    [Trait("engine", "PostgreSQL")]
    public async Task Commits_that_do_not_wait_for_the_other_node_are_found() =>
        (await FindLost(async pair =>
        {
            await pair.Primary.Do(WaitForNobody, CancellationToken.None);
            await pair.Primary.Ask<bool>("SELECT pg_reload_conf()", CancellationToken.None);
            await Task.Delay(_load);
            await pair.Primary.Sever(CancellationToken.None);
        }))
        .Should().NotBeEmpty();

    /// <summary>Kills and promotes twice; what was committed and is not there then.</summary>
    private static async Task<IEnumerable<string>> FindLost(Func<NodePair, Task> beforeKill)
    {
        using var pair = new NodePair();
        await pair.Start(CancellationToken.None);
        var connectionString = pair.ConnectionString + Impatiently;
        await Make(connectionString);
        using var ending = new CancellationTokenSource();
        var committed = new ConcurrentBag<string>();
        var writers = Enumerable.Range(0, Writers)
            .Select(_ => Task.Run(() => Insert(connectionString, committed, ending.Token)))
            .ToList();
        for (var i = 0; i < 2; i++)
        {
            await Task.Delay(_load);
            await beforeKill(pair);
            await Task.Delay(_load);
            await pair.Primary.Kill(CancellationToken.None);
            var before = committed.Count;
            await pair.Promote(CancellationToken.None);
            await Task.Delay(_load);
            await pair.Join(CancellationToken.None);
            committed.Count.Should().BeGreaterThan(before);
        }

        await ending.CancelAsync();
        await Task.WhenAll(writers);
        return committed.Except(await ReadAll(connectionString));
    }

    private static async Task Make(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var make = new NpgsqlCommand(Table, connection);
        await make.ExecuteNonQueryAsync();
    }

    private static async Task Insert(
        string connectionString, ConcurrentBag<string> committed, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var id = Guid.NewGuid().ToString();
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(CancellationToken.None);
                await using var write = new NpgsqlCommand(Write, connection);
                write.Parameters.AddWithValue("Id", id);
                await write.ExecuteNonQueryAsync(CancellationToken.None);
                committed.Add(id);
            }
            catch (NpgsqlException)
            {
                // Unknown, so nothing is expected of it.
                await Task.Delay(_rest, CancellationToken.None);
            }
        }
    }

    private static async Task<List<string>> ReadAll(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var read = new NpgsqlCommand(Read, connection);
        await using var rows = await read.ExecuteReaderAsync();
        var all = new List<string>();
        while (await rows.ReadAsync())
        {
            all.Add(rows.GetString(0));
        }

        return all;
    }
}
