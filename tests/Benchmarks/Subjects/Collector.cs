using System.Text.Json;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>How the server collects garbage, so that the ceilings do it the same way.</summary>
internal static class Collector
{
    private static readonly Dictionary<string, string> _variables = new()
    {
        ["System.GC.Server"] = "DOTNET_gcServer",
        ["System.GC.Concurrent"] = "DOTNET_gcConcurrent",
    };

    /// <summary>The settings of a published program as variables of the environment.</summary>
    public static IReadOnlyDictionary<string, string> SettingsOf(string published)
    {
        using var file = File.OpenRead($"{published}.runtimeconfig.json");
        using var settings = JsonDocument.Parse(file);
        return settings.RootElement.GetProperty("runtimeOptions")
            .TryGetProperty("configProperties", out var properties)
            ? properties.EnumerateObject()
                .Where(setting => _variables.ContainsKey(setting.Name))
                .ToDictionary(
                    setting => _variables[setting.Name],
                    setting => setting.Value.GetBoolean() ? "1" : "0")
            : new Dictionary<string, string>();
    }
}
