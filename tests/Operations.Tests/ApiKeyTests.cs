using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A program's secret, which nobody can read from what is kept.</summary>
public class ApiKeyTests
{
    [Fact]
    public void A_key_is_32_bytes_that_no_other_key_has()
    {
        var keys = Enumerable.Range(0, 1_000).Select(_ => ApiKey.Create()).ToList();

        keys.Should().OnlyHaveUniqueItems();
        keys[0].Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public void Its_hash_is_SHA_256() => ApiKey.Hash("abc").Should().Be(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void A_key_matches_its_own_hash_only()
    {
        var (key, other) = (ApiKey.Create(), ApiKey.Create());

        Opens(key, ApiKey.Hash(key)).Should().BeTrue();
        Opens(other, ApiKey.Hash(key)).Should().BeFalse();
        Opens(ApiKey.Hash(key), ApiKey.Hash(key)).Should().BeFalse();
        Opens(key[..^1], ApiKey.Hash(key)).Should().BeFalse();
        Opens("", ApiKey.Hash(key)).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("test-key")]
    [InlineData("\u00FCnal")]
    public void No_key_opens_a_program_that_does_not_exist(string key) =>
        Opens(key, null).Should().BeFalse();

    private static bool Opens(string key, string? kept) => ApiKey.Opens(ApiKey.Hash(key), kept);
}
