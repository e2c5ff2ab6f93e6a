using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Splits a text that holds a list: a JSON list, the same with single quotes, or items between
/// commas (shopsocially-v2.md, section 1.5).
/// </summary>
public static class ListText
{
    private const StringSplitOptions Tidy =
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The items; one null for a text that could not be read.</summary>
    public static IEnumerable<string?> Split(string? text)
    {
        if (text is null)
        {
            return [null];
        }

        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            return text.Split(',', Tidy);
        }

        return FromJson(text) as IEnumerable<string?>
            ?? text[1..^1].Split(',', Tidy).Select(item => item.Trim('\'', '"').Trim());
    }

    private static List<string?>? FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.EnumerateArray()
                .Select(item => item.ValueKind == JsonValueKind.String
                    ? item.GetString()
                    : item.GetRawText())
                .ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
