using System.Data.Common;
using Dapper;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Another process that writes to the database, and takes its time.</summary>
internal sealed class Occupied : IDisposable
{
    private readonly DbConnection _connection;

    public Occupied(OwnPlace place)
    {
        _connection = place.Connect();
        _connection.Execute(OwnPlace.IsServer
            ? "BEGIN; LOCK TABLE partners IN EXCLUSIVE MODE"
            : "BEGIN IMMEDIATE");
    }

    public void Dispose()
    {
        _connection.Execute("ROLLBACK");
        _connection.Dispose();
    }
}
