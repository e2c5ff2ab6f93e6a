using System.Text;
using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>Reads a flat JSON object, of a body or a query.</summary>
public static class JsonObject
{
    /// <summary>Whether text that may begin with blanks is meant to be a JSON object.</summary>
    public static bool IsMeantBy(ReadOnlySpan<byte> text) =>
        text.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    /// <summary>False when the text is no JSON object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="into">Where its members are added.</param>
    /// <param name="isFormEncoded">Whether a blank in it may have been a plus.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json, Parameters into, bool isFormEncoded = false)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader);
                into.HasUnreadableName |= name is null;
                reader.Read();
                ReadValue(ref reader, name ?? "", (into, isFormEncoded));
            }

            // Reads on to find anything that follows the object.
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadValue(
        ref Utf8JsonReader reader, string name, (Parameters Place, bool IsFormEncoded) into)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadScalar(ref reader, name, into);
            return;
        }

        var isFurtherItem = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadScalar(ref reader, name, into, isFurtherItem);
            isFurtherItem = true;
        }
    }

    private static void ReadScalar(
        ref Utf8JsonReader reader,
        string name,
        (Parameters Place, bool IsFormEncoded) into,
        bool isFurtherItem = false)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                into.Place.Add(name, new(null, into.IsFormEncoded), isFurtherItem);
                break;
            default:
                into.Place.Add(
                    name, new(Text(ref reader), into.IsFormEncoded), isFurtherItem);
                break;
        }
    }

    /// <summary>A scalar as its text; null for a string that is no valid Unicode.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                ? reader.GetString()
                : Encoding.UTF8.GetString(reader.ValueSpan);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
