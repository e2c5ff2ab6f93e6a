using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>The rules are kept by a small reader of C#; these keep the reader.</summary>
public sealed class ReaderTests
{
    private const string Sample = """"
        using System;
        namespace A.B;

        /// <summary>A { brace in a comment.</summary>
        [Obsolete("a ] b")]
        public sealed record Point(int A, int B, int C, int D, int E)
        {
            private const string Text = """ { not code " """;
            private readonly (int X, int Y) _pair = (1, 2);
            public Dictionary<string, int> Names { get; } = new() { ["}"] = '}' };
            public int Sum => A switch { 1 => 2, _ => B };
            public static Point operator +(Point a, Point b) => a;
            public (int, int) Four<T>(Func<int, int> a, [X(1, 2)] int b, (int, int) c, T d)
                where T : class, new()
            {
                void Local(int p, int q, int r, int s, int t) { }
                return $"{(b > 1 ? $"{b}}}" : "{")}" is ['}', ..] ? c : default;
            }
            public Task<List<(int, int)>> Five(int a, int b, int c, int d, int e = 1) => null!;
            public override int Set(int a, int b, int c, int d, int e) => 0;
            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static int Open(int a, int b, int c, int d, int e) => 0;
            private static extern int Map(int a, int b, int c, int d, int e);
            public delegate* unmanaged[Cdecl]<int, int, int, int, int, int> Opened;
            private enum Kind { One, Two }
            internal delegate void Told(int a, int b, int c, int d, int e);
        }
        public record struct Last<T>(T Value);
        """";

    private static readonly IReadOnlyList<Declaration> Read =
        DeclarationReader.Read(new CSharpText(Sample).Code);

    [Fact]
    public void Types_are_found_wherever_they_stand() =>
        Read.Where(found => found.IsType).Select(found => found.Name)
            .Should().BeEquivalentTo("Point", "Kind", "Told", "Last");

    [Fact]
    public void Parameters_are_counted_only_of_methods_we_name_ourselves() =>
        Read.Where(found => found.Parameters > 0)
            .Select(found => $"{found.Name} {found.Parameters}")
            .Should().Equal("Four 4", "Five 5");

    [Fact]
    public void A_members_lines_run_from_its_first_word_to_its_last_brace() =>
        Read.Where(found => !found.IsType && found.Lines > 1).Select(found => found.Lines)
            .Should().Equal(6);

    [Fact]
    public void A_types_attributes_stand_between_it_and_its_sentence()
    {
        var point = Read.Single(found => found.Name == "Point");

        (point.AttributeLine, point.FirstLine, point.LastLine).Should().Be((5, 6, 27));
    }
}
