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
    public static bool TryRead(ReadOnlySpan<byte> json, Parameters into)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader);
                reader.Read();
                ReadValue(ref reader, name ?? "", into);
            }

            // Reads on to find anything that follows the object.
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, string name, Parameters into)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadScalar(ref reader, name, into);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadScalar(ref reader, name, into);
        }
    }

    private static void ReadScalar(ref Utf8JsonReader reader, string name, Parameters into)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                into.Add(name, new(null, IsFormEncoded: false));
                break;
            default:
                into.Add(name, new(Text(ref reader), IsFormEncoded: false));
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
