using System.Globalization;
using System.Text.Json;

namespace ShopSocially.Loyalty.Crash;

/// <summary>Compares what clients were told with what the server has written down.</summary>
/// <param name="shop">Asks it.</param>
/// <param name="calls">What clients were told.</param>
internal sealed class Proof(Shop shop, IReadOnlyList<Call> calls)
{
    private const int PageSize = 1000;
    private const int AskedAgain = 200;

    private readonly List<string> _violations = [];

    /// <summary>What must not be.</summary>
    public async Task<IReadOnlyList<string>> Find(CancellationToken cancellation)
    {
        var rows = await ListAll(cancellation);
        var acknowledged = calls.Where(call => call.Known == Known.Acknowledged).ToList();
        var told = new HashSet<string>(acknowledged.Select(IdOf));
        var written = new HashSet<string>(rows.Select(row => Text(row, "id")!));
        Expect(told.Count == acknowledged.Count, "two calls were told the same transaction");
        Expect(told.IsSubsetOf(written),
            $"lost: {string.Join(' ', told.Except(written).Take(10))}");
        Expect(written.IsSubsetOf(told),
            $"unexplained: {string.Join(' ', written.Except(told).Take(10))}");
        ExpectOnce(rows, "order_id");
        ExpectOnce(rows, "reason");
        ExpectOnce(rows, "coupon_code");
        foreach (var call in acknowledged.TakeLast(AskedAgain))
        {
            var again = await shop.Make(call, cancellation);
            Expect(again.Answer == call.Answer, $"{call.Key} is answered otherwise now");
        }

        Expect((await ListAll(cancellation)).Count == rows.Count, "asking again has changed rows");
        return _violations;
    }

    private void ExpectOnce(List<JsonElement> rows, string name)
    {
        var twice = rows.Select(row => Text(row, name))
            .Where(text => !string.IsNullOrEmpty(text))
            .GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key);
        Expect(!twice.Any(), $"{name} more than once: {string.Join(' ', twice.Take(10))}");
    }

    private void Expect(bool holds, string violation)
    {
        if (!holds)
        {
            _violations.Add(violation);
        }
    }

    private async Task<List<JsonElement>> ListAll(CancellationToken cancellation)
    {
        var rows = new List<JsonElement>();
        int seen;
        do
        {
            seen = rows.Count;
            var page = await shop.Get(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"transactions?from_date=01/01/2020&to_date=12/31/2099&count={PageSize}"
                    + $"&start_index={seen}"),
                cancellation);
            rows.AddRange(JsonDocument.Parse(page).RootElement
                .GetProperty("data").GetProperty("transactions").EnumerateArray());
        }
        while (rows.Count > seen);

        return rows;
    }

    private static string IdOf(Call call)
    {
        var answer = JsonDocument.Parse(call.Answer).RootElement.GetProperty("data");
        return Text(answer, "id") ?? Text(answer, "transaction_id") ?? call.Answer;
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
