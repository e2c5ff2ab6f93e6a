using System.Globalization;
using System.Reflection;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Files as servers of former versions have left them.</summary>
internal static class OldStore
{
    /// <summary>Takes only some steps, in words of the engine, as the server did.</summary>
    public static void MakeOld(this Store store, params string[] steps)
    {
        store.Run("CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT)");
        foreach (var name in steps)
        {
            var version = int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture);
            store.Run(Translate(store, Text(typeof(Session).Assembly, $"migrations/{name}.sql")));
            store.Run($"INSERT INTO migrations VALUES ({version}, '{name}')");
        }
    }

    /// <summary>Fills tables of the third step (see the file).</summary>
    public static void Fill(this Store store) =>
        store.Run(Text(typeof(OldStore).Assembly, "AtStepThree.sql"));

    private static string Translate(Store store, string step)
    {
        var type = typeof(Session).Assembly.GetType(
            $"{typeof(Session).Namespace}.Engines.Engine")!;
        using var engine = (IDisposable)type.GetMethod("Of")!.Invoke(null, [store.Place, true])!;
        return (string)type.GetMethod("Translate")!.Invoke(engine, [step])!;
    }

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
