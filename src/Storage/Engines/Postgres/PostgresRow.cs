using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>The row at which an answer of the server stands.</summary>
internal sealed class PostgresRow : RowReader
{
    public NpgsqlDataReader Rows { get; set; } = null!;

    public override int FieldCount => Rows.FieldCount;

    public override object GetValue(int ordinal) => Rows.GetValue(ordinal) switch
    {
        bool isSo => isSo ? 1L : 0L,
        int whole => (long)whole,
        var value => value,
    };

    public override Type GetFieldType(int ordinal) =>
        Rows.GetFieldType(ordinal) == typeof(string) ? typeof(string) : typeof(long);

    public override string GetName(int ordinal) => Rows.GetName(ordinal);

    public override int GetOrdinal(string name) => Rows.GetOrdinal(name);

    public override bool IsDBNull(int ordinal) => Rows.IsDBNull(ordinal);
}
