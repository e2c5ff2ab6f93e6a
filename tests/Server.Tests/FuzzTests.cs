using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Operations;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Whatever is asked is answered in the door's words, and never with a 5xx.</summary>
/// <remarks>
/// LOYALTY_FUZZ is the number of requests, 2000 unless set. A failure prints what was sent, with
/// its seed: set as LOYALTY_FUZZ_SEED, the seed sends the same again, and only that.
/// </remarks>
public sealed class FuzzTests : IDisposable
{
    private const int FirstSeed = 2015;
    private const int SeedsAProgram = 100;

    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly LoyaltyServer _server =
        LoyaltyServer.With(("Sweep:IntervalSeconds", "0"), ("RateLimit:Enabled", "false"));

    private readonly ConcurrentDictionary<string, int> _statuses = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Whatever_is_asked_is_answered_in_the_doors_words_and_never_with_a_5xx()
    {
        var addresses = V2Address.All(_server);
        var wrong = new List<string>();

        foreach (var seeds in Seeds().Chunk(SeedsAProgram))
        {
            var own = await FurnishedProgram.Furnish(
                await _server.CreateProgram(isSandbox: true, clockAt: _noon));
            foreach (var seed in seeds)
            {
                var nonsense = new NonsenseMaker(own, new Random(seed)).Make(addresses);
                if (await Fault(own.Client, nonsense) is { } fault)
                {
                    wrong.Add($"LOYALTY_FUZZ_SEED={seed}: {fault}: {nonsense}");
                }
            }
        }

        wrong.Should().BeEmpty();
        Verify().Should().Be(0L, "what was refused has left nothing behind");
        if (Number("LOYALTY_FUZZ_SEED") is null)
        {
            _statuses.Keys.Should().Contain(["200", "400", "404", "405", "415"],
                "nonsense of one kind only finds little");
        }
    }

    /// <summary>How many breaches the books have by now.</summary>
    private long Verify() => _server.Services.GetRequiredService<VerifyLedger>()
        .Run(null, Onlooker.Nobody, CancellationToken.None)!.Breaches;

    /// <summary>What is wrong with an answer; null for a good one.</summary>
    private async Task<string?> Fault(ProgramClient program, Nonsense nonsense)
    {
        using var request = nonsense.To(_server.Client.BaseAddress!, program);
        using var response = await _server.Client.SendAsync(request);
        var status = (int)response.StatusCode;
        _statuses.AddOrUpdate($"{status}", 1, (_, count) => count + 1);
        var text = await response.Content.ReadAsStringAsync();
        return status >= 500 ? $"{status} {text}"
            : SaysSuccess(text) == (status == 200) ? null
            : $"{status} without the envelope: '{text}'";
    }

    /// <summary>Null where the answer is no JSON object that says so.</summary>
    private static bool? SaysSuccess(string answer)
    {
        try
        {
            return JsonDocument.Parse(answer).RootElement.GetProperty("success").GetBoolean();
        }
        catch (Exception fault) when (fault
            is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<int> Seeds() => Number("LOYALTY_FUZZ_SEED") is { } seed
        ? [seed]
        : Enumerable.Range(FirstSeed, Number("LOYALTY_FUZZ") ?? 2000);

    private static int? Number(string name) => int.TryParse(
        Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
