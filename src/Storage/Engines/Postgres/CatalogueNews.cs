using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>
/// Hears, by a connection of its own, when any process has changed a program's key, settings or
/// catalogue. While it cannot hear, every second counts as such a change.
/// </summary>
internal sealed class CatalogueNews : IDisposable
{
    public const string AnnounceSql = "NOTIFY loyalty_catalogue";

    private const string ListenSql = "LISTEN loyalty_catalogue";

    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _listening;

    public CatalogueNews(string settings, Action onChange) =>
        _listening = Task.Run(() => Listen(settings, onChange, _ending.Token));

    public void Dispose()
    {
        _ending.Cancel();
        Task.WaitAny(_listening);
        _ending.Dispose();
    }

    private static async Task Listen(
        string settings, Action onChange, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await using var server = new NpgsqlConnection(settings);
                server.Notification += (_, _) => onChange();
                await server.OpenAsync(ending);
                await using (var listen = new NpgsqlCommand(ListenSql, server))
                {
                    await listen.ExecuteNonQueryAsync(ending);
                }

                onChange();
                while (true)
                {
                    await server.WaitAsync(ending);
                }
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException
                && !ending.IsCancellationRequested)
            {
                onChange();
                await Task.Delay(_rest, ending);
            }
        }
    }
}
