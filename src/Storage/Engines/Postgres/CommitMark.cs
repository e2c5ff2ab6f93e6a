using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// What a commit leaves behind, so that it can be told whether it was kept when its connection has
/// gone before it was answered: the number of the writer's last commit to the program.
/// </summary>
/// <param name="Program">The first program that it writes to.</param>
/// <param name="Writer">The process.</param>
/// <param name="Number">Of its commits.</param>
internal sealed record CommitMark(long Program, string Writer, long Number)
{
    private const string WriteSql =
        """
        INSERT INTO commits (program, writer, number)
        VALUES ($1, $2, $3)
        ON CONFLICT (program, writer)
        DO UPDATE SET number = excluded.number
        """;

    // To insert is to wait for whoever has inserted or changed the row and is not done yet.
    private const string FindSql =
        """
        INSERT INTO commits (program, writer, number)
        VALUES ($1, $2, 0)
        ON CONFLICT (program, writer)
        DO UPDATE SET number = commits.number
        RETURNING number
        """;

    public NpgsqlBatchCommand Write() => new(WriteSql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = Program },
            new NpgsqlParameter<string> { TypedValue = Writer },
            new NpgsqlParameter<long> { TypedValue = Number },
        },
    };

    /// <summary>Whether it was kept; waits for it where it is still under way.</summary>
    public bool IsKept(NpgsqlConnection server)
    {
        using var find = new NpgsqlCommand(FindSql, server)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = Program },
                new NpgsqlParameter<string> { TypedValue = Writer },
            },
        };
        return find.ExecuteScalar() is long number && number == Number;
    }
}
