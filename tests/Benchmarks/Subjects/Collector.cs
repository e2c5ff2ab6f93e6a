using System.Globalization;
using System.Text.Json;

namespace ShopSocially.Loyalty.Benchmarks.Subjects;

/// <summary>How the server collects garbage, so that the ceilings do it the same way.</summary>
internal static class Collector
{
    private static readonly Dictionary<string, string> _variables = new()
    {
        ["System.GC.Server"] = "DOTNET_gcServer",
        ["System.GC.Concurrent"] = "DOTNET_gcConcurrent",
        ["System.GC.DynamicAdaptationMode"] = "DOTNET_GCDynamicAdaptationMode",
        ["System.GC.HeapCount"] = "DOTNET_GCHeapCount",
        ["System.GC.NoAffinitize"] = "DOTNET_GCNoAffinitize",
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
                    setting => TextOf(setting.Value))
            : new Dictionary<string, string>();
    }

    /// <summary>The environment's numbers are hexadecimal.</summary>
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.GetInt32().ToString("x", CultureInfo.InvariantCulture),
    };
}
