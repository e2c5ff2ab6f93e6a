namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>
/// A string as it stands in a C# file, from its first quote or dollar until behind its last quote;
/// a hole of an interpolated one reads <c>{}</c>.
/// </summary>
internal sealed record Literal(int Start, int Until, string Says, bool IsInterpolated, bool IsRaw);
