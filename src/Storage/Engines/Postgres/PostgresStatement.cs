using Npgsql;
using NpgsqlTypes;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// A statement as the server has it: prepared by the connection once it has been run twice.
/// </summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresConnection _connection;
    private readonly SqlShape _shape;
    private readonly PostgresRow _row = new();
    private readonly NpgsqlParameter[] _values;

    public PostgresStatement(PostgresConnection connection, string sql)
    {
        _connection = connection;
        _shape = SqlShape.Of(sql, connection);
        _values = new NpgsqlParameter[_shape.Names.Count];
    }

    protected override IReadOnlyList<string> Parameters => _shape.Names;

    public override void Run(object[] parameters) => _connection.Put(Fill(parameters));

    public override int RunCounted(object[] parameters) => _connection.Count(Fill(parameters));

    public override IEnumerable<T> Rows<T>(RowShape<T> shape, object[] parameters)
    {
        using var rows = _connection.Ask(Fill(parameters));
        _row.Rows = rows;
        var parts = new object?[shape.Parts.Count];
        while (_connection.Next(rows))
        {
            yield return Parse(_row, shape, parts);
        }
    }

    public override ValueTask<T?> First<T>(RowShape<T> shape, object[] parameters)
        where T : class => _connection.Together is { } questions
            ? new(questions.Add(Fill(parameters), rows =>
            {
                _row.Rows = rows;
                return Parse(_row, shape, new object?[shape.Parts.Count]);
            }))
            : base.First(shape, parameters);

    public override void Bind(int number, string? text) =>
        _values[number - 1] = text is null
            ? new NpgsqlParameter
            {
                NpgsqlDbType = _shape.Types[number - 1],
                Value = DBNull.Value,
            }
            : new NpgsqlParameter<string>
            {
                NpgsqlDbType = NpgsqlDbType.Text,
                TypedValue = text,
            };

    public override void Bind(int number, long value) =>
        _values[number - 1] = _shape.Types[number - 1] is NpgsqlDbType.Boolean
            ? new NpgsqlParameter<bool>
            {
                NpgsqlDbType = NpgsqlDbType.Boolean,
                TypedValue = value != 0,
            }
            : new NpgsqlParameter<long>
            {
                NpgsqlDbType = NpgsqlDbType.Bigint,
                TypedValue = value,
            };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }
    }

    private NpgsqlBatchCommand Fill(object[] parameters)
    {
        BindAll(parameters);
        var command = new NpgsqlBatchCommand(_shape.Text);
        foreach (var value in _values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }
}
