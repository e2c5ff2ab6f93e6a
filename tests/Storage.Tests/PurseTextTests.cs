using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>How a purse stands in its column.</summary>
public sealed class PurseTextTests : IDisposable
{
    private static readonly DateTimeOffset At =
        DateTimeOffset.FromUnixTimeMilliseconds(1_772_323_200_000);

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    public static TheoryData<Purse, string> Purses => new()
    {
        { Purse.Empty, "" },
        { Purse.Of(new PurseLot("t1", At)), "1772323200000:t1" },
        {
            Purse.Of(new("t2", At), new("t1", At), new("t3", Calendar.Never)),
            "1772323200000:t2 1772323200000:t1 253402214400000:t3"
        },
    };

    [Theory]
    [MemberData(nameof(Purses))]
    public async Task It_comes_back_as_it_was(Purse purse, string kept)
    {
        await Keep(purse);

        _store.Rows<string>("SELECT purse FROM users WHERE id = 'u2'").Should().Equal(kept);
        Kept().Should().Be(purse);
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("soon:t1")]
    [InlineData("1:t1  2:t2")]
    [InlineData(" ")]
    public async Task What_is_none_is_not_taken_for_one(string text)
    {
        await Keep(Purse.Empty);
        _store.Run($"UPDATE users SET purse = '{text}'");

        FluentActions.Invoking(Kept).Should().Throw<FormatException>();
    }

    private async Task Keep(Purse purse)
    {
        await _store.Begin();
        await _store.Write(session => session.Users.Add(
            Some.Program, Some.User("u2", "bob@shop.example") with { Purse = purse }));
    }

    private Purse Kept() => _store.Read(session =>
        session.Users.Find(Some.Program, UserKey.OfId("u2")))!.Purse;
}
