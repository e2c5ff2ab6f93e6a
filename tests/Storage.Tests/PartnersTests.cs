using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Programs, as they are written down and found.</summary>
public sealed class PartnersTests : IDisposable
{
    private static readonly Partner Bare =
        new("p0", "Bare", false, null, Some.At.AddDays(-1)) { Terms = Terms.Standard };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_program_comes_back_as_it_was_with_and_without_a_clock()
    {
        await Add();

        Find("p1").Should().Be(Some.Partner);
        Find("p0").Should().Be(Bare);
        Find("p9").Should().BeNull();
        _store.Read(session => session.Partners.List()).Should().Equal(Bare, Some.Partner);
    }

    [Fact]
    public async Task Its_settings_change_and_its_key_only_by_name()
    {
        await Add();
        var changed = Bare with { Name = "New", Terms = Some.Partner.Terms, ClockAt = Some.At };

        await _store.Write(session => session.Partners.Change(changed));

        Find("p0").Should().Be(changed);
        Find("p1").Should().Be(Some.Partner);
        Hash("p0").Should().Be("hash0");
        await _store.Write(session => session.Partners.ChangeKey("p0", "new hash"));
        (Hash("p0"), Hash("p1"), Hash("p9")).Should().Be(("new hash", "hash1", null));
    }

    private Task Add() => _store.Write(session =>
    {
        session.Partners.Add(Some.Partner, "hash1");
        session.Partners.Add(Bare, "hash0");
    });

    private Partner? Find(string id) => _store.Read(session => session.Partners.Find(id));

    private string? Hash(string id) => _store.Read(session => session.Partners.FindKeyHash(id));
}
