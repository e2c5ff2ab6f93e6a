using System.Data.Common;
using Dapper;

namespace ShopSocially.Loyalty.Storage;

/// <summary>One transaction's view of the tables.</summary>
public sealed class Session : IDisposable
{
    private readonly DbConnection _connection;

    internal Session(DbConnection connection)
    {
        _connection = connection;
        Partners = new(this);
        Users = new(this);
        Activities = new(this);
        Transactions = new(this);
        Lots = new(this);
        Redemptions = new(this);
        Coupons = new(this);
        Levels = new(this);
        Returns = new(this);
        Entries = new(this);
        Dues = new(this);
    }

    public Partners Partners { get; }

    public Users Users { get; }

    public Activities Activities { get; }

    public Transactions Transactions { get; }

    public Lots Lots { get; }

    public Redemptions Redemptions { get; }

    public Coupons Coupons { get; }

    public Levels Levels { get; }

    public Returns Returns { get; }

    public Entries Entries { get; }

    public Dues Dues { get; }

    public void Dispose() => _connection.Dispose();

    /// <summary>Runs a statement and counts the rows that it changed.</summary>
    internal int Run(string sql, params object[] parameters) =>
        _connection.Execute(sql, new Row(parameters));

    /// <summary>The first row's only column, null when there is no row.</summary>
    internal T? Value<T>(string sql, params object[] parameters) =>
        _connection.QueryFirstOrDefault<T>(sql, new Row(parameters));

    internal IEnumerable<T> Rows<T>(string sql, params object[] parameters) =>
        _connection.Query<T>(sql, new Row(parameters));

    /// <summary>
    /// Rows whose columns from <paramref name="splitOn"/> on fill further records, put together by
    /// <paramref name="join"/>. Unbuffered: read no further than the caller goes.
    /// </summary>
    internal IEnumerable<T> Rows<T1, T2, T>(
        string sql, string splitOn, Func<T1, T2, T> join, params object[] parameters) =>
        _connection.Query(sql, join, new Row(parameters), buffered: false, splitOn: splitOn);

    internal IEnumerable<T> Rows<T1, T2, T3, T>(
        string sql, string splitOn, Func<T1, T2, T3, T> join, params object[] parameters) =>
        _connection.Query(sql, join, new Row(parameters), buffered: false, splitOn: splitOn);

    internal IEnumerable<T> Rows<T1, T2, T3, T4, T>(
        string sql, string splitOn, Func<T1, T2, T3, T4, T> join, params object[] parameters) =>
        _connection.Query(sql, join, new Row(parameters), buffered: false, splitOn: splitOn);
}
