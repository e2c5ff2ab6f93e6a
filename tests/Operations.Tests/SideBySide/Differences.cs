using System.Reflection;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>Where what src says is not what the model says.</summary>
internal sealed class Differences
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string what, object? expected, object? actual)
    {
        if (!Equals(expected, actual))
        {
            _all.Add($"{what}: {Describe(expected, actual)}");
        }
    }

    public void AddAll<T>(string what, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
        where T : class
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var (one, other) = (expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i));
            Add($"{what} {i + 1}", one, other);
        }
    }

    /// <summary>Of two records of a kind, only the properties that differ.</summary>
    private static string Describe(object? expected, object? actual)
    {
        if (expected is null or string || expected.GetType().IsPrimitive || actual is null)
        {
            return $"{expected ?? "nothing"} expected, {actual ?? "nothing"} found";
        }

        return string.Join("; ", expected.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(of => (of.Name, Expected: of.GetValue(expected), Actual: of.GetValue(actual)))
            .Where(of => !Equals(of.Expected, of.Actual))
            .Select(of => $"{of.Name} {Text(of.Expected)} expected, {Text(of.Actual)} found"));
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        DateTimeOffset at => $"{at.UtcDateTime:O}",
        _ => $"{value}",
    };
}
