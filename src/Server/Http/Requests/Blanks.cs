namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// The blanks around a text. Control characters are none, but for tabs and line ends: dropped with
/// the blanks, they would be let through where they are to be refused.
/// </summary>
public static class Blanks
{
    public static string Trim(string text)
    {
        var (from, until) = (0, text.Length);
        while (from < until && IsBlank(text[from]))
        {
            from++;
        }

        while (until > from && IsBlank(text[until - 1]))
        {
            until--;
        }

        return text[from..until];
    }

    private static bool IsBlank(char character) => char.IsWhiteSpace(character)
        && (!char.IsControl(character) || character is '\t' or '\r' or '\n');
}
