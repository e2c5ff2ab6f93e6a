using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>An instant as ISO 8601 in UTC, with its milliseconds.</summary>
internal sealed class InstantValue : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParseExact(
            reader.GetString(),
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at)
            ? at
            : throw new JsonException("is no instant like \"2026-01-31T09:00:00.000Z\"");

    public override void Write(
        Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>A decimal as text without trailing zeros: a number may be read as a float.</summary>
internal sealed class DecimalValue : JsonConverter<decimal>
{
    public override decimal Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value) && Text(value) == text
            ? value
            : throw new JsonException("is no decimal like \"59.9\", in quotes and without "
                + "zeros at its end");
    }

    public override void Write(
        Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    private static string Text(decimal value) =>
        (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}

/// <summary>An e-mail as it was given; its fold is made anew.</summary>
internal sealed class EmailValue : JsonConverter<Email>
{
    public override Email Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && Email.TryParse(reader.GetString(), out var email)
            ? email
            : throw new JsonException("is no e-mail");

    public override void Write(
        Utf8JsonWriter writer, Email value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}

/// <summary>A schedule as the list of what lapses, soonest first.</summary>
internal sealed class ScheduleValue : JsonConverter<Schedule>
{
    public override Schedule Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Lapse[]>(ref reader, options) is { } lapses
            ? Schedule.Of(lapses)
            : Schedule.Empty;

    public override void Write(
        Utf8JsonWriter writer, Schedule value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Lapses, options);
}

/// <summary>One of the words that stand for an enum's values: their names, snake-cased.</summary>
internal sealed class Word<T>() : JsonStringEnumConverter<T>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
