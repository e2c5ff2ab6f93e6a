using System.Text.Json;
using FluentAssertions;

namespace ShopSocially.Loyalty.Server.Tests.ReferenceExamples;

/// <summary>An object of an answer, as the reference documents it.</summary>
/// <param name="fields">
/// The keys of the section's 'Response Fields', in their order, each with the JSON types it takes:
/// <c>id: string, reason: string or null</c>.
/// </param>
/// <param name="alsoShown">Keys that only the section's example answer shows.</param>
public sealed class Documented(string fields, string alsoShown = "")
{
    private readonly (string Key, string[] Types)[] _fields = Read(fields);
    private readonly (string Key, string[] Types)[] _alsoShown = Read(alsoShown);

    /// <summary>Nothing is missing, out of order or of another type; there may be more.</summary>
    public void ShouldDescribe(JsonElement answer)
    {
        answer.ValueKind.Should().Be(JsonValueKind.Object);
        var keys = answer.EnumerateObject().Select(property => property.Name).ToList();
        keys.Should().OnlyHaveUniqueItems();
        keys.Where(key => _fields.Any(field => field.Key == key))
            .Should().Equal(_fields.Select(field => field.Key));
        _alsoShown.Select(field => field.Key).Should().BeSubsetOf(keys);
        foreach (var (key, types) in _fields.Concat(_alsoShown))
        {
            var value = answer.GetProperty(key);
            types.Should().Contain(TypeOf(value), $"that is what {key} may be, not {value}");
        }
    }

    /// <summary>A list that is not empty, of which every item is as documented.</summary>
    public void ShouldDescribeEach(JsonElement list)
    {
        list.ValueKind.Should().Be(JsonValueKind.Array);
        list.GetArrayLength().Should().BePositive();
        foreach (var item in list.EnumerateArray())
        {
            ShouldDescribe(item);
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        _ => "null",
    };

    private static (string Key, string[] Types)[] Read(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split(": "))
            .Select(pair => (pair[0], pair[1].Split(" or ")))];
}
