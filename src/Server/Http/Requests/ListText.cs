using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Splits a text that holds a list: a JSON list, the same with single quotes, or items between
/// commas (shopsocially-v2.md, section 1.5).
/// </summary>
public static class ListText
{
    /// <summary>The items, trimmed, without empty ones; null for what cannot be read.</summary>
    public static IEnumerable<string?> Split(string? text)
    {
        if (text is null)
        {
            return [null];
        }

        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            return Items(text);
        }

        var items = FromJson(text) ?? Items(text[1..^1]).Select(item => item.Trim('\'', '"'));
        return items.Select(item => item is null ? null : Blanks.Trim(item))
            .Where(item => item != "");
    }

    private static IEnumerable<string> Items(string text) =>
        text.Split(',').Select(Blanks.Trim).Where(item => item != "");

    private static IEnumerable<string?>? FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(FromJson)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Empty for a JSON null, which is not given; null for what is no text.</summary>
    private static string? FromJson(JsonElement item)
    {
        try
        {
            return item.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.Array or JsonValueKind.Object => null,
                JsonValueKind.String => item.GetString(),
                _ => item.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            // A lone half of a surrogate pair.
            return null;
        }
    }
}
