using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What is asked of the catalogue of the engine in use, in that engine's words.</summary>
internal sealed record Questions
{
    private static readonly Questions _ofFile = new()
    {
        Tables =
            """
            SELECT name
            FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'
            """,
        Columns =
            """
            SELECT t.name || '.' || c.name
            FROM pragma_table_list AS t
            JOIN pragma_table_info(t.name) AS c
            WHERE t.schema = 'main' AND t.type = 'table' AND t.name <> 'sqlite_schema'
            """,
        References =
            """
            SELECT t.name || '.' || r."from"
            FROM pragma_table_list AS t
            JOIN pragma_foreign_key_list(t.name) AS r
            WHERE t.schema = 'main' AND t.type = 'table'
            """,
        Keys =
            """
            SELECT t.name || '.' || c.name
            FROM pragma_table_list AS t
            JOIN pragma_table_info(t.name) AS c
            WHERE t.schema = 'main' AND t.type = 'table' AND c.pk = 1
            """,
        Unindexed =
            """
            WITH keys AS (
                SELECT t.name AS of_table, r.id,
                    GROUP_CONCAT(r."from", ',' ORDER BY r.seq) AS columns
                FROM pragma_table_list AS t
                JOIN pragma_foreign_key_list(t.name) AS r
                WHERE t.schema = 'main' AND t.type = 'table'
                GROUP BY t.name, r.id),
            indexes AS (
                SELECT t.name AS of_table, i.name,
                    GROUP_CONCAT(c.name, ',' ORDER BY c.seqno) AS columns
                FROM pragma_table_list AS t
                JOIN pragma_index_list(t.name) AS i
                JOIN pragma_index_info(i.name) AS c
                WHERE t.schema = 'main' AND t.type = 'table' AND i.partial = 0
                GROUP BY t.name, i.name
                UNION ALL
                SELECT t.name, 'key', c.name
                FROM pragma_table_list AS t
                JOIN pragma_table_info(t.name) AS c
                WHERE t.schema = 'main' AND t.type = 'table' AND c.pk = 1)
            SELECT k.of_table || '.' || SUBSTR(k.columns, INSTR(k.columns, ',') + 1)
            FROM keys AS k
            WHERE NOT EXISTS (
                SELECT 1
                FROM indexes AS i
                WHERE i.of_table = k.of_table
                    AND SUBSTR(i.columns || ',', 1, LENGTH(k.columns) + 1) = k.columns || ',')
            """,
    };

    private static readonly Questions _ofServer = new()
    {
        Tables =
            """
            SELECT tablename::TEXT
            FROM pg_tables
            WHERE schemaname = 'public'
            """,
        Columns =
            """
            SELECT table_name || '.' || column_name
            FROM information_schema.columns
            WHERE table_schema = 'public'
            """,
        References =
            """
            SELECT c.conrelid::REGCLASS::TEXT || '.' || a.attname
            FROM pg_constraint AS c
            JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
            WHERE c.contype = 'f'
            """,
        Keys =
            """
            SELECT i.indrelid::REGCLASS::TEXT || '.' || a.attname
            FROM pg_index AS i
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            JOIN pg_class AS t ON t.oid = i.indrelid
            WHERE i.indisprimary AND t.relnamespace = 'public'::REGNAMESPACE
            """,
        Unindexed =
            """
            WITH keys AS (
                SELECT c.conrelid AS of_table, ARRAY_TO_STRING(ARRAY(
                    SELECT a.attname
                    FROM UNNEST(c.conkey) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number
                    ORDER BY k.place), ',') AS columns
                FROM pg_constraint AS c
                WHERE c.contype = 'f'),
            indexes AS (
                SELECT i.indrelid AS of_table, ARRAY_TO_STRING(ARRAY(
                    SELECT a.attname
                    FROM UNNEST(i.indkey::INT2[]) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number
                    ORDER BY k.place), ',') AS columns
                FROM pg_index AS i
                WHERE i.indpred IS NULL)
            SELECT k.of_table::REGCLASS::TEXT || '.'
                || SUBSTR(k.columns, STRPOS(k.columns, ',') + 1)
            FROM keys AS k
            WHERE NOT EXISTS (
                SELECT 1
                FROM indexes AS i
                WHERE i.of_table = k.of_table
                    AND STARTS_WITH(i.columns || ',', k.columns || ','))
            """,
    };

    /// <summary>In the words of the engine in use.</summary>
    public static Questions Own => OwnPlace.IsServer ? _ofServer : _ofFile;

    /// <summary>The tables' names.</summary>
    public required string Tables { get; init; }

    /// <summary>Each column, as table.column.</summary>
    public required string Columns { get; init; }

    /// <summary>Each column that refers to another table, in the same way.</summary>
    public required string References { get; init; }

    /// <summary>The first column of each table's key, in the same way.</summary>
    public required string Keys { get; init; }

    /// <summary>
    /// What comes after the program in each reference whose columns no whole index begins with.
    /// </summary>
    public required string Unindexed { get; init; }
}
