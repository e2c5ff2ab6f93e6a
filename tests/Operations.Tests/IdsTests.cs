using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Ids say in which order rows were made (shopsocially-v2.md, 2.5).</summary>
public class IdsTests
{
    [Fact]
    public void An_id_is_24_lower_case_hex_characters() =>
        new Ids(TimeProvider.System).Next().Should().MatchRegex("^[0-9a-f]{24}$");

    [Fact]
    public void An_id_begins_with_its_instant()
    {
        var clock = new StoppedTime(DateTimeOffset.FromUnixTimeMilliseconds(0x123456789ab));

        new Ids(clock).Next().Should().StartWith("0123456789ab0000");
    }

    [Fact]
    public void Ids_increase_while_the_clock_stands_still_or_goes_back()
    {
        var clock = new StoppedTime(LoyaltyHouse.Noon);
        var ids = new Ids(clock);
        var made = new List<string>();
        for (var i = 0; i < 100_000; i++)
        {
            made.Add(ids.Next());
            clock.Now = i % 3 == 0 ? clock.Now.AddMilliseconds(-5) : clock.Now;
        }

        IsRising(made).Should().BeTrue();
    }

    [Fact]
    public void Ids_increase_with_the_clock()
    {
        var clock = new StoppedTime(LoyaltyHouse.Noon);
        var ids = new Ids(clock);
        var first = ids.Next();
        clock.Now = clock.Now.AddMilliseconds(1);

        string.CompareOrdinal(ids.Next(), first).Should().BePositive();
    }

    [Fact]
    public async Task Ids_of_many_threads_are_all_different_and_rise_in_each()
    {
        var ids = new Ids(new StoppedTime(LoyaltyHouse.Noon));

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 5_000).Select(_ => ids.Next()).ToList())));

        made.Should().OnlyContain(ofThread => IsRising(ofThread));
        made.SelectMany(ofThread => ofThread.Select(id => id[..16])).Distinct()
            .Count().Should().Be(40_000, "not even the random end is needed to tell them apart");
    }

    private static bool IsRising(List<string> ids) =>
        ids.Zip(ids.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);
}
