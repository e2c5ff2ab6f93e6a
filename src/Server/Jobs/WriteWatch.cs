using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Jobs;

/// <summary>Says in the log when writes have begun to fail, and when they go on.</summary>
public sealed class WriteWatch(Database database, ILogger<WriteWatch> log)
{
    /// <summary>The rest before each look.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private string? _said;

    public void Run()
    {
        var trouble = database.Trouble?.Message;
        if (trouble == _said)
        {
            return;
        }

        _said = trouble;
        if (trouble is null)
        {
            log.LogWarning("Writes go on.");
        }
        else
        {
            log.LogError("Writes fail, reads go on: {Trouble}", trouble);
        }
    }
}
