using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>What real and hostile clients put where a value belongs; each a JSON literal.</summary>
public static class BadValues
{
    private const string Nested = """{"a":{"b":[1,2,{"c":null}]}}""";

    private static readonly string[] _never =
        [Nested, $"[{Nested}]", """["a","b"]""", "\"\\ud800\""];

    private static readonly string[] _neverInLists =
        [Nested, $"[{Nested}]", "\"\\ud800\"", """["\ud800"]""", """ "[\"\\ud800\"]" """];

    private static readonly string[] _noNumbers =
    [
        "\"ten\"", "-1", "\"-1\"", "\"+1\"", "\"NaN\"", "\"Infinity\"", "1e400", "\"1e3\"", "true",
        "9223372036854775808", "99999999999999999999999999999999999999", "\"0x10\"", "\"1,5\"",
        "\"1 000\"", "\"\\uff11\"", "\"\\u0661\"", "\"1\\u0000\"", "\"1\\u200b\"", "\"1;--\"",
        "\"1\\u000b\"",
    ];

    private static readonly string[] _noDates =
    [
        "\"2020-01-31\"", "\"31/31/2020\"", "\"02/30/2020\"", "\"yesterday\"", "20200131", "0",
        "-1", "true", "1e400", "\"01/01/20200\"", "\"\\uff101/01/2020\"", "\"01/01/2020\\u0000\"",
        "\"' OR 1=1\"",
    ];

    private static readonly string[] _noEmails =
    [
        "\"bob\"", "\"@\"", "\"a@\"", "\"@b\"", "\"a@b@c\"", "1", "true", "\"a\\u0000@b.c\"",
        "\"a@b.c\\u0001d\"", "\"a\\nb@c.d\"", "\"a@\\ufb01.com\"", "\"a\\u2003b@c.d\"",
    ];

    private static readonly string[] _noInstants =
    [
        "\"now\"", "\"2026-02-01\"", "\"2026-02-30T09:00:00Z\"", "\"2026-02-01T25:00:00Z\"",
        "\"2026-02-01T09:00:60Z\"", "\"2026-02-01T09:00:00+25:00\"", "\"1969-12-31T23:59:59Z\"",
        "\"2026-02-01T09:00:00\"", "\"2026-02-01T09:00:00Z\\u0000\"", "1769850000000",
        "\"02/01/2026\"", "\"01-Feb-2026 09:00:00\"", "\"10000-01-01T00:00:00Z\"",
    ];

    private static readonly string[] _noDurations =
    [
        "\"P\"", "\"PT\"", "\"P1\"", "\"1D\"", "\"P1D2M\"", "\"P1H\"", "\"PT1D\"", "\"P1DT\"",
        "\"-P1D\"", "\"P-1D\"", "\"+P1D\"", "\"P1.5D\"", "\"P1D1D\"", "\"p1d\"", "\"P 1D\"",
        "\"P\\u0661D\"", "\"P1D\\u0000\"", "\"35 days\"", "\"1.00:00:00\"", "35",
        "\"P1000000D\"",
    ];

    private static readonly string[] _controls =
    [
        "\"a\\u0000b\"", "\"a\\u0001b\"", "\"a\\u001bb\"", "\"a\\u007fb\"", "\"a\\u0085b\"",
        "\"a\\u000b\"", "\"\\u000ca\"", "\"a\\u0085\"", "\"a \\u000b \"",
    ];

    private static readonly string[] _odd =
    [
        "0", "1", "[]", "[[]]", "\"[\"", "\"[1,{}]\"", "\"[[[[[[\"", "\"999999999999999\"",
        "\"0.000000000001\"", "\"a@b.c\"", "\" x \"", "\"x,\"", "\"none\"", "\"all\"",
    ];

    private static readonly string[] _oddDates =
    [
        "\"01/01/0001\"", "\"12/31/9999\"", "\"01-Jan-0001\"", "\"31-Dec-9999\"", "\"1/1/1\"",
        "\"31-Dec-99\"", "[]",
    ];

    /// <summary>Texts that mean no harm and must come back as they went in.</summary>
    public static IReadOnlyList<string> Harmless { get; } =
    [
        "Robert'); DROP TABLE users;--", "\"double\" 'single' `tick`", "<script>alert(1)</script>",
        "🎁 👩‍👩‍👧‍👦 é e\u0301", "\u202Eright-to-left שלום",
        "100% & a=b + c; d?e#f", "%00%2F%252F", "\\u0000 \\n \\", "{\"json\":1}",
        "{{7*7}} ${7*7} {0}", "../../etc/passwd", "null", "undefined",
        "NaN", "-1", "1e400", "＜full-width＞", "\u200Bzero-width", "@PartnerId",
    ];

    /// <summary>Literals that a value may or may not be.</summary>
    public static IReadOnlyList<string> Odd(RequestProperty parameter) =>
        parameter.ValueType == typeof(DateOnly) ? _oddDates : _odd;

    /// <summary>Literals that no value of a parameter can be.</summary>
    public static IEnumerable<string> For(RequestProperty parameter) =>
        [.. parameter.IsList ? _neverInLists : _never, .. OfType(parameter)];

    private static IEnumerable<string> OfType(RequestProperty parameter) =>
        parameter.ValueType switch
        {
            { IsEnum: true } => ["\"nonsense\"", "17", "-1", "true", "\"' OR 1=1\"", .. _controls],
            var type when type == typeof(Email) => [.. _noEmails, Text($"{new('a', 254)}@b")],
            var type when type == typeof(DateOnly) => _noDates,
            var type when type == typeof(bool) =>
                ["\"maybe\"", "2", "-1", "1e400", "\"yes!\"", "\"true\\u0000\""],
            var type when type == typeof(DateTimeOffset) => _noInstants,
            var type when type == typeof(Duration) => _noDurations,
            var type when type == typeof(decimal) => _noNumbers,
            var type when type == typeof(string) => OfText(parameter),
            _ => [.. _noNumbers, "1.5", "\"1.0\"", "\"\\u0031e1\""],
        };

    private static IEnumerable<string> OfText(RequestProperty parameter)
    {
        var longest = parameter.Property.GetCustomAttribute<StringLengthAttribute>()
            ?.MaximumLength ?? 128;
        return [Text(new string('x', longest + 1)), Text(Emoji(longest / 2 + 1)), .. _controls];
    }

    private static string Emoji(int count) =>
        string.Concat(Enumerable.Repeat("🎁", count));

    private static string Text(string text) => JsonSerializer.Serialize(text);

    /// <summary>The same value as a form would have it; null where a form cannot.</summary>
    public static string? AsForm(string literal)
    {
        var value = JsonDocument.Parse(literal).RootElement;
        return value.ValueKind switch
        {
            JsonValueKind.String when !literal.StartsWith("\"\\ud800", StringComparison.Ordinal) =>
                value.GetString(),
            JsonValueKind.Number or JsonValueKind.True => literal.ToString(
                CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
