using System.Globalization;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>How values stand in columns, and that they come back as they were.</summary>
public sealed class ColumnTypesTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("100.00", "100")]
    [InlineData("100", "100")]
    [InlineData("0.000", "0")]
    [InlineData("1000000", "1000000")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("1234567890.1234567890123456789", "1234567890.1234567890123456789")]
    public async Task A_decimal_is_its_plain_text_without_trailing_zeros(string given, string kept)
    {
        var number = decimal.Parse(given, CultureInfo.InvariantCulture);
        await Keep(Some.Level with { BonusMultiplier = number });

        _store.Rows<string>("SELECT bonus_multiplier FROM levels").Should().Equal(kept);
        Kept().BonusMultiplier.Should().Be(number);
    }

    [Fact]
    public async Task Any_decimal_comes_back_exactly()
    {
        var random = new Random(42);
        var numbers = Enumerable.Range(0, 2_000).Select(_ => new decimal(
            random.Next(), random.Next(), random.Next(), false, (byte)random.Next(29))).ToList();
        await _store.Begin();

        await _store.Write(session =>
        {
            for (var i = 0; i < numbers.Count; i++)
            {
                session.Levels.Add(Some.Program, Some.Level with
                {
                    Id = $"{i:00000}",
                    LevelId = $"{i}",
                    Position = i,
                    BonusMultiplier = numbers[i],
                });
            }
        });

        _store.Read(session => session.Levels.List(Some.Program))
            .Select(level => level.BonusMultiplier).Should().Equal(numbers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(1_769_860_800_789)]
    [InlineData(253_402_214_400_000)]
    public async Task An_instant_is_milliseconds_since_1970(long milliseconds)
    {
        await Keep(Some.Level with
        {
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        });

        _store.Rows<long>("SELECT created_at FROM levels").Should().Equal(milliseconds);
        Kept().CreatedAt.ToUnixTimeMilliseconds().Should().Be(milliseconds);
        Kept().CreatedAt.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task An_instant_of_another_offset_is_the_same_instant()
    {
        await Keep(Some.Level with { CreatedAt = Some.At.ToOffset(TimeSpan.FromHours(5)) });

        Kept().CreatedAt.Should().Be(Some.At);
    }

    [Fact]
    public async Task Enums_stand_by_their_names_and_booleans_as_such()
    {
        await Keep(Some.Level with { IsActive = false });

        _store.Rows<string>("SELECT type FROM levels WHERE is_active = FALSE")
            .Should().Equal("Lifetime");
        Kept().IsActive.Should().BeFalse();
    }

    [Theory]
    [InlineData("'; DROP TABLE levels; --")]
    [InlineData("\u00FCnal \U0001F600 @PartnerId %_")]
    [InlineData("")]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        await Keep(Some.Level with { Name = text });

        Kept().Name.Should().Be(text);
    }

    private async Task Keep(Level level)
    {
        await _store.Begin();
        await _store.Write(session => session.Levels.Add(Some.Program, level));
    }

    private Level Kept() =>
        _store.Read(session => session.Levels.Find(Some.Program, Some.Level.LevelId))!;
}
