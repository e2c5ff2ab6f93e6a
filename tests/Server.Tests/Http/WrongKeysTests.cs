using System.Net;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>How often an address may be wrong.</summary>
public sealed class WrongKeysTests
{
    private readonly StoppedTime _time = new();

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    [InlineData(null, null)]
    public void After_20_in_a_minute_the_same_address_is_refused_for_a_minute(
        string? first, string? again)
    {
        var keys = new WrongKeys(_time);

        Twenty(keys, Address(first)).Should().AllBeEquivalentTo(0);

        keys.Wait(Address(again)).Should().Be(60);
        keys.Add(Address(again)).Should().Be(60);
        _time.Pass(TimeSpan.FromSeconds(59.5));
        keys.Add(Address(again)).Should().Be(1);
        _time.Pass(TimeSpan.FromSeconds(0.5));
        keys.Wait(Address(again)).Should().Be(0);
        Twenty(keys, Address(first)).Should().AllBeEquivalentTo(0);
        keys.Add(Address(again)).Should().Be(60);
    }

    [Fact]
    public void Another_address_is_heard()
    {
        // Two of many addresses may share a count; all of them do not.
        var keys = new WrongKeys(_time);
        Twenty(keys, Address("192.0.2.1"));

        Enumerable.Range(2, 200).Count(n => keys.Wait(Address($"192.0.2.{n}")) > 0)
            .Should().BeLessThan(5);
        Enumerable.Range(2, 200).Count(n => keys.Wait(Address($"2001:db8:1:{n:x}::1")) > 0)
            .Should().BeLessThan(5);
    }

    [Fact]
    public void Fewer_in_a_minute_are_forgotten_with_it()
    {
        var keys = new WrongKeys(_time);
        for (var minute = 0; minute < 3; minute++)
        {
            for (var wrong = 1; wrong < WrongKeys.Most; wrong++)
            {
                keys.Add(Address("192.0.2.1")).Should().Be(0);
            }

            _time.Pass(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void A_million_addresses_take_no_more_memory_than_one()
    {
        var keys = new WrongKeys(_time);
        var address = new byte[16];
        keys.Add(new IPAddress(address));
        var addresses = Enumerable.Range(0, 1000).Select(n =>
        {
            BitConverter.TryWriteBytes(address, n);
            return new IPAddress(address);
        }).ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 1000; round++)
        {
            foreach (var one in addresses)
            {
                keys.Add(one);
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000);
    }

    [Fact]
    public void Many_at_once_are_counted_one_by_one()
    {
        var keys = new WrongKeys(_time);
        var heard = 0;

        Parallel.For(0, 1000, _ =>
        {
            if (keys.Add(Address("192.0.2.1")) == 0)
            {
                Interlocked.Increment(ref heard);
            }
        });

        heard.Should().Be(WrongKeys.Most);
    }

    private static IReadOnlyList<int> Twenty(WrongKeys keys, IPAddress? address) =>
        [.. Enumerable.Range(0, WrongKeys.Most).Select(_ => keys.Add(address))];

    private static IPAddress? Address(string? text) => text is null ? null : IPAddress.Parse(text);
}
