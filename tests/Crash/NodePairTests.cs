using System.Collections.Concurrent;
using FluentAssertions;
using Npgsql;

namespace ShopSocially.Loyalty.Crash;

/// <summary>The pair itself, with writers that know nothing of a server.</summary>
public sealed class NodePairTests
{
    private const int Writers = 8;
    private const int Promotions = 2;

    // Unless told, a client takes a node for the standby that it was for ten seconds more.
    private const string Impatiently = ";Host Recheck Seconds=0";
    private const string Table = "CREATE TABLE written (id TEXT NOT NULL PRIMARY KEY)";
    private const string Write = "INSERT INTO written (id) VALUES (@Id)";
    private const string Read = "SELECT id FROM written";

    private static readonly TimeSpan _load = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    [FactWith(typeof(NodePair))]
    public async Task What_was_committed_is_there_once_after_promotions()
    {
        using var pair = new NodePair();
        await pair.Start(CancellationToken.None);
        var connectionString = pair.ConnectionString + Impatiently;
        await using var source = new NpgsqlConnection(connectionString);
        await source.OpenAsync();
        await using (var make = new NpgsqlCommand(Table, source))
        {
            await make.ExecuteNonQueryAsync();
        }

        using var ending = new CancellationTokenSource();
        var committed = new ConcurrentBag<string>();
        var writers = Enumerable.Range(0, Writers)
            .Select(_ => Task.Run(() => Insert(connectionString, committed, ending.Token)))
            .ToList();
        for (var i = 0; i < Promotions; i++)
        {
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
        (await ReadAll(connectionString)).Should().Contain(committed);
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
