namespace ShopSocially.Loyalty.Storage;

/// <summary>Up to ten ids as a statement has them; null where there are fewer.</summary>
internal sealed class TenIds(IReadOnlyList<string> ids)
{
    public const int Most = 10;

    public string? Id0 => ids.ElementAtOrDefault(0);

    public string? Id1 => ids.ElementAtOrDefault(1);

    public string? Id2 => ids.ElementAtOrDefault(2);

    public string? Id3 => ids.ElementAtOrDefault(3);

    public string? Id4 => ids.ElementAtOrDefault(4);

    public string? Id5 => ids.ElementAtOrDefault(5);

    public string? Id6 => ids.ElementAtOrDefault(6);

    public string? Id7 => ids.ElementAtOrDefault(7);

    public string? Id8 => ids.ElementAtOrDefault(8);

    public string? Id9 => ids.ElementAtOrDefault(9);
}
