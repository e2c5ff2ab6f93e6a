using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using ShopSocially.Loyalty.Benchmarks.Shops;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>
/// The statements of an award as the server's own code has them, in its order, as scripts of
/// pgbench. What is the same for all awards is that of one which was made; what differs is a
/// number, and each client's numbers are in blocks of its own: nobody waits for another's tally.
/// </summary>
/// <param name="Scripts">By their names; one is an award for an order, the other one for none.
/// </param>
/// <param name="Values">Of variables, by their names.</param>
internal sealed partial record AwardStatements(
    IReadOnlyDictionary<string, string> Scripts, IReadOnlyDictionary<string, string> Values)
{
    private const string MakeMembersSql =
        """
        CREATE TABLE members_by_number AS
        SELECT row_number() OVER (ORDER BY id) AS number, id, email_fold
        FROM users
        WHERE program = @Program;
        ALTER TABLE members_by_number ADD PRIMARY KEY (number);
        ANALYZE members_by_number
        """;

    private const string FindProgramSql =
        """
        SELECT number
        FROM partners
        WHERE id = @PartnerId
        """;

    private const string FindAwardSql =
        """
        SELECT to_jsonb(award)
        FROM transactions AS award
        WHERE program = @Program AND activity_id = @Visited AND remaining = points
        ORDER BY number DESC
        LIMIT 1
        """;

    private const string FindMemberSql =
        """
        SELECT to_jsonb(member)
        FROM users AS member
        WHERE program = @Program AND available_points > 0
        ORDER BY id DESC
        LIMIT 1
        """;

    private const string Head =
        """
        \set counter :counter + 1
        \set number (:run * 1000 + :client_id + 1) * 1000000000 + :counter
        \set id 1000000000000000000 + (:run * 100000000 + :counter) * 1000 + :client_id
        \set now :start + :counter
        \set small_block :number / :small
        \set large_block :number / :large
        \set which random(1, :members)
        SELECT id AS member, email_fold AS email
        FROM members_by_number
        WHERE number = :which \gset

        """;

    /// <summary>Of a program, by what its database has.</summary>
    public static AwardStatements Of(DatabasePlace place, Shop shop)
    {
        using var server = Cluster.Connect(place);
        var program = server.QuerySingle<long>(FindProgramSql, new { shop.PartnerId });
        server.Execute(MakeMembersSql, new { Program = program }, commandTimeout: 0);
        var values = new Dictionary<string, string>
        {
            ["counter"] = "0",
            ["program"] = Text(program),
            ["members"] = Text(shop.Members),
            ["start"] = Text(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
            ["small"] = Text(Piece.Small),
            ["large"] = Text(Piece.Large),
        };
        Sample award = new("award", Row(FindAwardSql), values);
        Sample member = new("member", Row(FindMemberSql), values);
        return new(
            new Dictionary<string, string>
            {
                ["order.sql"] = Script(award, member, order: ":id"),
                ["plain.sql"] = Script(award, member, order: null),
            },
            values);

        string Row(string sql) => server.QuerySingle<string>(
            sql, new { Program = program, Catalogue.Visited });
    }

    private static string Script(Sample award, Sample member, string? order)
    {
        string[] earlier = order is null
            ? []
            : [Fill("Transactions.FindAwardSql", award, ("OrderId", order))];
        string[] statements =
        [
            "BEGIN",
            Fill("Catalogues.FindVersionSql", award),
            Fill("Transactions.FindNewestSql", award),
            Fill("Users.FindByEmailSql", member, ("EmailFold", ":email")),
            .. earlier,
            Fill(
                "Transactions.AddAwardSql", award, ("Id", ":id"), ("Number", ":number"),
                ("UserId", ":member"), ("CreatedAt", ":now"), ("UpdatedAt", ":now"),
                ("ApprovedAt", ":now"), ("LotApprovedAt", ":now"), ("OrderId", order ?? "NULL")),
            Fill(
                "Users.ChangeBooksSql", member, ("Id", ":member"), ("LastActivityAt", ":now"),
                ("AwardedAt", ":now")),
            Tally("small"),
            Tally("large"),
            Sql("Engines.Postgres.CommitMark.WriteSql")
                .Replace("$1", ":program", StringComparison.Ordinal)
                .Replace("$2", ":client_id", StringComparison.Ordinal)
                .Replace("$3", ":counter", StringComparison.Ordinal),
            "COMMIT",
        ];
        return Head + string.Join(";\n", statements) + ";\n";

        string Tally(string size) => Fill(
            "Tallies.AddSql", award, ("Size", $":{size}"), ("Block", $":{size}_block"),
            ("Count", "1"));
    }

    /// <summary>A statement with pgbench's words where it has parameters.</summary>
    /// <param name="name">The statement's.</param>
    /// <param name="sample">Has the values of those that have no word of their own.</param>
    /// <param name="own">Parameters with words of their own.</param>
    private static string Fill(
        string name, Sample sample, params (string Name, string Word)[] own)
    {
        var words = own.ToDictionary(one => one.Name, one => one.Word);
        words["Program"] = ":program";
        return Parameter().Replace(
            Sql(name),
            found => words.GetValueOrDefault(found.Value[1..])
                ?? sample.WordOf(found.Value[1..]));
    }

    /// <summary>A constant of the code, by the names of its type and of itself.</summary>
    private static string Sql(string name)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;
        var dot = name.LastIndexOf('.');
        var constant = typeof(Database).Assembly
            .GetType($"{typeof(Database).Namespace}.{name[..dot]}")?
            .GetField(name[(dot + 1)..], Hidden);
        return (string?)constant?.GetRawConstantValue()
            ?? throw new CannotMeasureException($"The code has no statement {name} any more.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("@[A-Za-z0-9]+")]
    private static partial Regex Parameter();

    /// <summary>A row that an award has written, for the values of others.</summary>
    /// <param name="name">What its variables begin with.</param>
    /// <param name="row">As JSON.</param>
    /// <param name="values">Where those go that are asked for.</param>
    private sealed class Sample(string name, string row, Dictionary<string, string> values)
    {
        private readonly JsonElement _row = JsonDocument.Parse(row).RootElement;

        /// <summary>A variable that has the column's value; pgbench has none for nothing.</summary>
        /// <param name="parameter">Spelled as the column's property.</param>
        public string WordOf(string parameter)
        {
            var column = Capital().Replace(parameter, found => $"_{found.Value}")
                .ToLowerInvariant();
            var value = _row.GetProperty(column);
            if (value.ValueKind is JsonValueKind.Null || value.ToString().Length == 0)
            {
                return value.ValueKind is JsonValueKind.Null ? "NULL" : "''";
            }

            values[$"{name}_{column}"] = value.ToString();
            return $":{name}_{column}";
        }
    }
}
