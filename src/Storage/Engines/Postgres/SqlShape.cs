using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// A statement with its parameters by number, and their types, which the server is asked for once:
/// what is null has none by itself.
/// </summary>
/// <param name="Text">The statement.</param>
/// <param name="Names">The parameters' names with the @, in the order of their numbers.</param>
/// <param name="Types">Their types, in that order.</param>
internal sealed record SqlShape(
    string Text, IReadOnlyList<string> Names, IReadOnlyList<NpgsqlDbType> Types)
{
    private static readonly ConcurrentDictionary<string, SqlShape> _known = new();

    private static readonly Regex _name = new("@[A-Za-z0-9]+", RegexOptions.NonBacktracking);

    public static SqlShape Of(string sql, PostgresConnection connection)
    {
        if (!_known.TryGetValue(sql, out var shape))
        {
            _known[sql] = shape = Make(sql, connection);
        }

        return shape;
    }

    private static SqlShape Make(string sql, PostgresConnection connection)
    {
        var names = _name.Matches(sql).Select(match => match.Value).Distinct().ToList();
        var text = _name.Replace(sql, match => $"${names.IndexOf(match.Value) + 1}");
        if (names.Count == 0)
        {
            return new(text, names, []);
        }

        using var command = new NpgsqlCommand(sql);
        var types = connection.Derive(command)
            .ToDictionary(parameter => "@" + parameter.ParameterName.TrimStart('@'));
        return new(text, names, names.ConvertAll(name => types[name].NpgsqlDbType));
    }
}
