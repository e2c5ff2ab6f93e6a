using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>
/// How a line of an export is written: one JSON object with one property, its kind. Every field is
/// there, in the record's order, and only ASCII, so that the same row is the same text wherever and
/// whenever it is written: the digest is made of it.
/// </summary>
public static partial class LineText
{
    private static readonly LineJson _json = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new InstantValue(), new DecimalValue(), new EmailValue(), new ScheduleValue(),
            new Word<Rounding>(), new Word<ReturnPolicy>(), new Word<LevelType>(),
            new Word<ActivityType>(), new Word<ApprovalMethod>(), new Word<Interval>(),
            new Word<Gender>(), new Word<UserStatus>(), new Word<TransactionType>(),
            new Word<PointsStatus>(), new Word<LotState>(),
        },
    });

    /// <summary>Writes a line, with the line feed at its end.</summary>
    public static void Write(ArrayBufferWriter<byte> to, ExportLine line)
    {
        using (var writer = new Utf8JsonWriter(to))
        {
            writer.WriteStartObject();
            var (kind, row) = Only(line);
            writer.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(kind));
            JsonSerializer.Serialize(writer, row, row.GetType(), _json);
            writer.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    /// <summary>What a line is called that has exactly this.</summary>
    public static string KindOf(ExportLine line) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(Only(line).Kind);

    /// <exception cref="FormatException">It is no line of an export, and why.</exception>
    public static ExportLine Read(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new FormatException("is no UTF-8");
        }

        try
        {
            var line = JsonSerializer.Deserialize(text, _json.ExportLine);
            return line is not null && All(line).Count(of => of.Row is not null) == 1
                ? line
                : throw new FormatException("has to be an object of one property, its kind");
        }
        catch (JsonException fault)
        {
            throw new FormatException(Words(fault), fault);
        }
    }

    /// <summary>Whether two lines say the same.</summary>
    public static bool AreSame(ExportLine one, ExportLine other)
    {
        var (first, second) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        Write(first, one);
        Write(second, other);
        return first.WrittenSpan.SequenceEqual(second.WrittenSpan);
    }

    private static (string Kind, object Row) Only(ExportLine line)
    {
        var (kind, row) = All(line).First(of => of.Row is not null);
        return (kind, row!);
    }

    private static (string Kind, object? Row)[] All(ExportLine line) =>
    [
        (nameof(line.Transaction), line.Transaction),
        (nameof(line.Member), line.Member),
        (nameof(line.Allocation), line.Allocation),
        (nameof(line.Coupon), line.Coupon),
        (nameof(line.Return), line.Return),
        (nameof(line.Replay), line.Replay),
        (nameof(line.Level), line.Level),
        (nameof(line.Activity), line.Activity),
        (nameof(line.Redemption), line.Redemption),
        (nameof(line.Program), line.Program),
        (nameof(line.ProgramEnd), line.ProgramEnd),
        (nameof(line.Export), line.Export),
        (nameof(line.ExportEnd), line.ExportEnd),
    ];

    /// <summary>What is wrong, behind the name of the field; never its value.</summary>
    private static string Words(JsonException fault)
    {
        var field = fault.Path?.TrimStart('$').TrimStart('.');
        var says = fault.Message;
        var what = After(says, "including: ") is { } missing ? $"lacks {missing.TrimEnd('.')}"
            : says.Contains("could not be mapped", StringComparison.Ordinal) ? "is unknown"
            : says.Contains("could not be converted", StringComparison.Ordinal)
                ? "is of another type"
            : says.Contains("allow null", StringComparison.Ordinal) ? "must not be null"
            : says.Contains("uplicate", StringComparison.Ordinal) ? "has a field twice"
            : fault.InnerException is null ? says.Split(" Path:")[0]
            : "is no JSON, or is cut off";
        return string.IsNullOrEmpty(field) ? what : $"{field}: {what}";
    }

    private static string? After(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + words.Length)..].Split(" Path:")[0];
    }

    /// <summary>How each kind of line stands in JSON.</summary>
    [JsonSerializable(typeof(ExportLine))]
    [JsonSerializable(typeof(Lapse[]))]
    [JsonSerializable(typeof(IReadOnlyList<Lapse>))]
    private sealed partial class LineJson : JsonSerializerContext;
}
