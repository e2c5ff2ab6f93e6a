using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>Says in OpenAPI's words what the annotations of a property ask for.</summary>
public static class ParameterSchema
{
    private static readonly Regex _datePart = new("y+|M+|d+", RegexOptions.NonBacktracking);

    public static OpenApiSchema Of(RequestProperty property)
    {
        var schema = OfValue(property);
        if (property.IsList)
        {
            schema = new() { Type = JsonSchemaType.Array, Items = schema };
            schema.MinItems = property.Rule<MinLengthAttribute>()?.Length;
            schema.MaxItems = property.Rule<MaxLengthAttribute>()?.Length;
        }

        schema.Description = DescriptionOf(property);
        if (ExampleOf(property) is { } example)
        {
            schema.Examples = [example];
        }

        return schema;
    }

    /// <summary>What it means, then the forms, words and names that are taken as well.</summary>
    public static string DescriptionOf(RequestProperty property)
    {
        List<string?> sentences = [property.Rule<MeansAttribute>()?.Description];
        if (property.ValueType == typeof(DateOnly))
        {
            var (first, others) = (property.DateForms[0], property.DateForms.Skip(1).ToList());
            sentences.Add($"Written {Shown(first)}{Listed(", or ", others.Select(Shown))}.");
        }

        if (property.IsList)
        {
            sentences.Add("A list, or one text with commas.");
        }

        var words = property.Rule<AlsoSaidAttribute>()?.Words.Keys ?? [];
        var also = Listed("Also taken: ", words.Concat(property.Aliases).Select(n => $"`{n}`"));
        sentences.Add(also.Length > 0 ? $"{also}." : null);
        return string.Join(' ', sentences.OfType<string>());
    }

    /// <summary>The example as JSON has it; null when there is none.</summary>
    public static JsonNode? ExampleOf(RequestProperty property)
    {
        if (property.Example is not { } text)
        {
            return null;
        }

        return property.IsList
            ? new JsonArray([.. ListText.Split(text).Select(item => Json(property, item!))])
            : Json(property, text);
    }

    private static OpenApiSchema OfValue(RequestProperty property) => property.ValueType switch
    {
        var type when type == typeof(bool) => new() { Type = JsonSchemaType.Boolean },
        var type when type == typeof(long) || type == typeof(int) => OfWhole(property),
        var type when type == typeof(decimal) => OfDecimal(property),
        var type when type == typeof(DateOnly) => new()
        {
            Type = JsonSchemaType.String,
            Pattern = $"^({string.Join('|', property.DateForms.Select(PatternOf))})$",
        },
        var type when type == typeof(Email) => new()
        {
            Type = JsonSchemaType.String,
            Format = "email",
            MaxLength = Email.MaxLength,
        },
        var type when type == typeof(DateTimeOffset) => new()
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
        },
        var type when type == typeof(Duration) => new()
        {
            Type = JsonSchemaType.String,
            Format = "duration",
        },
        { IsEnum: true } type => new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. WordsOf(type).Select(word => JsonValue.Create(word))],
        },
        _ => new()
        {
            Type = JsonSchemaType.String,
            MinLength = property.IsRequired || property.IsInPath ? 1 : null,
            MaxLength = property.Rule<EachTextAttribute>()?.Longest
                ?? property.Rule<TextAttribute>()?.MaximumLength,
        },
    };

    private static OpenApiSchema OfWhole(RequestProperty property)
    {
        var range = property.Rule<WholeRangeAttribute>();
        return new()
        {
            Type = JsonSchemaType.Integer,
            Format = property.ValueType == typeof(int) ? "int32" : "int64",
            Minimum = Text(range?.Least ?? 0),
            Maximum = Text(Math.Min(range?.Most ?? long.MaxValue, Conversions.MostInteger)),
        };
    }

    private static OpenApiSchema OfDecimal(RequestProperty property)
    {
        var range = property.Rule<DecimalRangeAttribute>();
        var least = Text(range?.Least ?? 0);
        return new()
        {
            Type = JsonSchemaType.Number,
            Minimum = range is { IsAboveLeast: true } ? null : least,
            ExclusiveMinimum = range is { IsAboveLeast: true } ? least : null,
            Maximum = range is null ? null : Text(range.Most),
        };
    }

    private static JsonNode Json(RequestProperty property, string text) =>
        OfValue(property).Type == JsonSchemaType.String
            ? JsonValue.Create(text)
            : JsonNode.Parse(text)!;

    private static IReadOnlyList<string> WordsOf(Type type) =>
        (IReadOnlyList<string>)typeof(Words<>).MakeGenericType(type)
            .GetProperty(nameof(Words<DayOfWeek>.All))!.GetValue(null)!;

    /// <summary><c>dd-MMM-yyyy</c> as <c>[0-9]{2}-[A-Za-z]{3}-[0-9]{4}</c>.</summary>
    private static string PatternOf(string form) =>
        _datePart.Replace(form, part => part.Value switch
        {
            "MMM" => "[A-Za-z]{3}",
            { Length: 1 } => "[0-9]{1,2}",
            var digits => $"[0-9]{{{digits.Length}}}",
        });

    private static string Shown(string form) => $"`{form.ToUpperInvariant()}`";

    private static string Listed(string lead, IEnumerable<string> items) =>
        items.ToList() is { Count: > 0 } some ? lead + string.Join(", ", some) : "";

    private static string Text(IFormattable number) =>
        number.ToString(null, CultureInfo.InvariantCulture);
}
