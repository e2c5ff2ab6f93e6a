using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>The arithmetic of numbers and blocks.</summary>
public class NumbersTests
{
    private const long Far = 1_000_000_000_000;

    [Theory]
    [InlineData(5, 5, "")]
    [InlineData(5, 9, "1: 5-9")]
    [InlineData(0, 128, "128: 0-128")]
    [InlineData(127, 257, "1: 256-257, 128: 128-256, 1: 127-128")]
    [InlineData(127, 255, "1: 127-255")]
    [InlineData(1, 20_000,
        "1: 19968-20000, 128: 128-19968, 1: 1-128")]
    [InlineData(16_383, 32_769, "1: 32768-32769, 16384: 16384-32768, 1: 16383-16384")]
    [InlineData(0, 163_840, "16384: 0-163840")]
    public void Numbers_are_cut_into_blocks_as_large_as_fit(long from, long until, string pieces) =>
        string.Join(", ", Texts(Piece.Cut(from, until))).Should().Be(pieces);

    [Fact]
    public void Pieces_follow_each_other_from_the_newest_and_leave_nothing_out()
    {
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++)
        {
            var until = random.NextInt64(1, random.Next(2) == 0 ? 1_000 : 10_000_000);
            var from = random.NextInt64(0, until);

            var end = until;
            foreach (var piece in Piece.Cut(from, until))
            {
                piece.Until.Should().Be(end);
                piece.From.Should().BeLessThan(end)
                    .And.Match(first => first % piece.BlockSize == 0);
                (end - piece.From).Should().Match(count => count % piece.BlockSize == 0);
                (piece.BlockSize == Piece.Large
                    || end - piece.From < 2 * piece.BlockSize * Piece.Small)
                    .Should().BeTrue("else there is a larger block among them");
                end = piece.From;
            }

            end.Should().Be(from);
        }
    }

    [Fact]
    public void Where_there_is_nothing_beyond_an_end_it_is_the_border_of_a_block()
    {
        new Numbers(0, Far, Far).Cut().Should().Equal(
            new Piece(Piece.Large, 0, Piece.BorderAbove(Far)));
        new Numbers(0, 5, 6).Cut().Should().Equal(new Piece(1, 0, 6));
        new Numbers(3, 5, 5).Cut().Should().Equal(
            [new Piece(128, 128, 16_384), new Piece(1, 4, 128)], "1 to 3 are not among them");
        new Numbers(5, 5, 6).Cut().Should().BeEmpty();
        new Numbers(0, 0, 0).Cut().Should().Equal(new Piece(Piece.Large, 0, Piece.Large));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    public void Above_any_number_there_is_a_border(long number)
    {
        Piece.BorderAbove(number).Should().BeGreaterThan(number)
            .And.BeLessThanOrEqualTo(number + Piece.Large)
            .And.Match(border => border % Piece.Large == 0);
    }

    [Fact]
    public void A_block_is_opened_into_the_smaller_ones_that_make_it_up()
    {
        var large = new Piece(Piece.Large, 2 * Piece.Large, 5 * Piece.Large);
        (large.FirstBlock, large.LastBlock).Should().Be((2, 4));

        var small = large.Open(3);
        small.Should().Be(new Piece(Piece.Small, 3 * Piece.Large, 4 * Piece.Large));
        (small.FirstBlock, small.LastBlock).Should().Be((384, 511));

        small.Open(400).Should().Be(new Piece(1, 51_200, 51_328));
    }

    private static IEnumerable<string> Texts(IEnumerable<Piece> pieces) =>
        pieces.Select(piece => $"{piece.BlockSize}: {piece.From}-{piece.Until}");
}
