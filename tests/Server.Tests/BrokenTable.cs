using Dapper;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A table that has gone missing, and is back when this is disposed.</summary>
internal sealed class BrokenTable : IDisposable
{
    private readonly OwnPlace _place;
    private readonly string _table;

    public BrokenTable(OwnPlace place, string table)
    {
        (_place, _table) = (place, table);
        Run($"ALTER TABLE {_table} RENAME TO {_table}_gone");
    }

    public void Dispose() => Run($"ALTER TABLE {_table}_gone RENAME TO {_table}");

    private void Run(string sql)
    {
        using var connection = _place.Connect();
        connection.Execute(sql);
    }
}
