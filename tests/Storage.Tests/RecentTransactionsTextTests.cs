using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>How the numbers of recent transactions stand in their column.</summary>
public sealed class RecentTransactionsTextTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("", new long[] { })]
    [InlineData("7", new long[] { 7 })]
    [InlineData("1 20 300000000000", new long[] { 1, 20, 300_000_000_000 })]
    public async Task They_come_back_as_they_were(string kept, long[] numbers)
    {
        await Keep(RecentTransactions.Of(numbers));

        _store.Rows<string>("SELECT recent FROM users WHERE id = 'u2'").Should().Equal(kept);
        Kept().Should().Be(RecentTransactions.Of(numbers));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("1  2")]
    [InlineData(" ")]
    [InlineData("2 1")]
    [InlineData("1 2 3 4 5 6 7 8 9 10")]
    [InlineData("99999999999999999999")]
    public async Task What_are_none_are_not_taken_for_some(string text)
    {
        await Keep(RecentTransactions.Nothing);
        _store.Run($"UPDATE users SET recent = '{text}' WHERE id = 'u2'");

        FluentActions.Invoking(Kept).Should().Throw<FormatException>();
    }

    private async Task Keep(RecentTransactions recent)
    {
        await _store.Begin();
        await _store.Write(session => session.Users.Add(
            Some.Program, Some.User("u2", "bob@shop.example") with { Recent = recent }));
    }

    private RecentTransactions Kept() => _store.Read(session =>
        session.Users.Find(Some.Program, UserKey.OfId("u2")))!.Recent;
}
