using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// How this door's answers become JSON: snake-cased, in the order of their records.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(Answer<AwardAnswer>))]
[JsonSerializable(typeof(Answer<RedeemAnswer>))]
[JsonSerializable(typeof(Answer<DeductAnswer>))]
[JsonSerializable(typeof(Answer<ReturnAnswer>))]
[JsonSerializable(typeof(Answer<TransactionsAnswer>))]
[JsonSerializable(typeof(Answer<TransactionAnswer>))]
[JsonSerializable(typeof(Answer<UsersAnswer>))]
[JsonSerializable(typeof(Answer<UserAnswer>))]
[JsonSerializable(typeof(Answer<SavedUser>))]
[JsonSerializable(typeof(Answer<UserRedemptionsAnswer>))]
[JsonSerializable(typeof(Answer<IReadOnlyList<ListedActivity>>))]
[JsonSerializable(typeof(Answer<CreatedActivity>))]
[JsonSerializable(typeof(Answer<ActivityAnswer>))]
[JsonSerializable(typeof(Answer<IReadOnlyList<ListedRedemption>>))]
[JsonSerializable(typeof(Answer<RedemptionAnswer>))]
[JsonSerializable(typeof(Answer<UpdatedRedemption>))]
[JsonSerializable(typeof(Answer<IReadOnlyList<LevelAnswer>>))]
[JsonSerializable(typeof(Answer<LevelAnswer>))]
[JsonSerializable(typeof(Answer<ClockAnswer>))]
public sealed partial class V2Json : JsonSerializerContext
{
    // E-mails and markup stay legible: the answers are JSON and are never taken for anything else.
    private static readonly JsonWriterOptions _form = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>
    /// Writes an answer as it was worked out at compile time. The framework itself would do so only
    /// with an encoder of its own.
    /// </summary>
    public static void Write<T>(IBufferWriter<byte> output, T answer)
    {
        using var writer = new Utf8JsonWriter(output, _form);
        Known<T>.Write(writer, answer);
    }

    /// <summary>The same as a text.</summary>
    public static string Text<T>(T answer)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, answer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The wire's name of a parameter that an act calls by its C# name.</summary>
    public static string Name(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>What is known of a type since the program was compiled.</summary>
    private static class Known<T>
    {
        public static readonly Action<Utf8JsonWriter, T> Write =
            (Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>)?.SerializeHandler
            ?? throw new NotSupportedException($"{typeof(T)} is not written by what is compiled.");
    }
}
