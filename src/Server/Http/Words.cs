using System.Collections.Frozen;
using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Http;

/// <summary>
/// The words that stand for an enum's values on the wire: their names, snake-cased.
/// </summary>
public static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> _words = Enum.GetValues<T>()
        .ToFrozenDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}"));

    private static readonly FrozenDictionary<string, T> _values = _words
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word, in the order of the values.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(Of)];

    public static string Of(T value) => _words[value];

    public static T? Find(string word) => _values.TryGetValue(word, out var value) ? value : null;
}
