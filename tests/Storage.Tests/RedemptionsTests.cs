using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Redemption options, as they are written down and found.</summary>
public sealed class RedemptionsTests : IDisposable
{
    private static readonly Redemption Bare = Some.Redemption with
    {
        Id = "r0",
        RedemptionId = "bare",
        IsActive = false,
        Instructions = null,
        CouponExpiresOn = DateOnly.MaxValue,
        AssociatedLevels = new("gold", "silver,bronze"),
        CardImageUrl = null,
        AfterRedemptionHtml = null,
        EnableCouponBasedIncentive = true,
        SendRedemptionEmail = true,
        EmailSubject = null,
        EmailHtml = null,
    };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_option_comes_back_as_it_was()
    {
        await Add();

        Find("gift_card").Should().BeEquivalentTo(Some.Redemption);
        Find("bare").Should().BeEquivalentTo(Bare);
        Find("Bare").Should().BeNull();
        _store.Read(session => session.Redemptions.List(Some.Program))
            .Select(option => option.Id).Should().Equal("r0", "r1");
    }

    [Fact]
    public async Task A_text_that_is_empty_is_not_one_that_is_missing()
    {
        await Add();
        var changed = Bare with { Instructions = "", EmailSubject = null };

        await _store.Write(session => session.Redemptions.Change(Some.Program, changed));

        Find("bare").Should().BeEquivalentTo(changed);
    }

    [Fact]
    public async Task It_changes_as_a_whole()
    {
        await Add();
        var changed = Bare with { Id = "r1", RedemptionId = "gift_card", Name = "Changed" };

        await _store.Write(session => session.Redemptions.Change(Some.Program, changed));

        Find("gift_card").Should().BeEquivalentTo(changed);
    }

    [Fact]
    public async Task An_id_is_taken_once_in_each_program()
    {
        await Add();
        var added = new List<bool>();

        await _store.Write(session => added.AddRange([
            session.Redemptions.Add(Some.Program, Some.Redemption with { Id = "r9" }),
            session.Redemptions.Add(2, Some.Redemption),
        ]));

        added.Should().Equal(false, true);
    }

    private async Task Add()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            session.Redemptions.Add(Some.Program, Some.Redemption);
            session.Redemptions.Add(Some.Program, Bare);
        });
    }

    private Redemption? Find(string id) =>
        _store.Read(session => session.Redemptions.Find(Some.Program, id));
}
