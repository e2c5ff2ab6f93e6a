using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Whoever is due, batch by batch, each program by its own clock.</summary>
public sealed class SettleBatchTests : IDisposable
{
    private static readonly DateTimeOffset InMay = LoyaltyHouse.Noon.AddDays(100);

    private readonly LoyaltyHouse _house = new();

    public void Dispose() => _house.Dispose();

    private Settle Settle => _house.Settle;

    [Fact]
    public async Task A_program_is_named_from_the_instant_at_which_somebody_is_due()
    {
        var program = await _house.CreateWaiting(2);
        await _house.CreateWaiting(0);

        _house.Now = Waiting.ApprovedAt.AddMilliseconds(-1);
        Settle.Programs().Should().BeEmpty();
        _house.Now = Waiting.ApprovedAt;
        Settle.Programs().Should().Equal(program);

        await Settle.Batch(program, 2);
        Settle.Programs().Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_settles_so_many_who_have_been_due_longest()
    {
        var program = await _house.CreateWaiting(0);
        foreach (var number in new[] { 2, 0, 1 })
        {
            _house.Now += TimeSpan.FromHours(1);
            await _house.Award.Run(program, new(Waiting.Member(number), "monthly", 10, null));
        }

        _house.Now = InMay;

        (await Settle.Batch(program, 2)).Members.Should().Be(2);

        Pending(program).Should().Equal(0, 10, 0);
        (await Settle.Batch(program, 2)).Members.Should().Be(1);
        Pending(program).Should().Equal(0, 0, 0);
        (await Settle.Batch(program, 2)).Members.Should().Be(0);
    }

    [Fact]
    public async Task A_clock_that_stands_holds_its_program_where_it_stands()
    {
        var stands = await _house.CreateWaiting(1, LoyaltyHouse.Noon);
        var goes = await _house.CreateWaiting(1);
        _house.Now = InMay;

        Settle.Programs().Should().Equal(goes);
        (await Settle.Batch(stands, 10)).Members.Should().Be(0);

        Pending(stands)[0].Should().Be(10);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_settles_up_to_where_it_stands()
    {
        var stands = await _house.CreateWaiting(1, LoyaltyHouse.Noon);
        var goes = await _house.CreateWaiting(1);
        stands = await _house.Turn(stands, Waiting.LapsedAt.AddMilliseconds(-1));

        Settle.Programs().Should().Equal(stands);
        await Settle.Batch(stands, 10);
        await Settle.Batch(goes, 10);

        _house.Awards(stands).Single().Status.Should().Be(PointsStatus.AutoApproved);
        _house.Awards(goes).Single().Status.Should().Be(PointsStatus.Pending);
    }

    [Fact]
    public async Task A_clock_that_was_turned_back_meanwhile_is_heard()
    {
        var before = await _house.CreateWaiting(1, LoyaltyHouse.Noon);
        before = await _house.Turn(before, InMay);
        await _house.Turn(before, null);

        (await Settle.Batch(before, 10)).Members.Should().Be(0);

        Pending(before)[0].Should().Be(10);
    }

    [Fact]
    public async Task Two_sweeps_at_once_share_the_work()
    {
        var program = await _house.CreateWaiting(20);
        _house.Now = InMay;

        var settled = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => SettleAll(Settle, program))));

        settled.Sum().Should().Be(20);
        _house.Awards(program).Should().HaveCount(20)
            .And.OnlyContain(award => award.Status == PointsStatus.Expired);
    }

    [Fact]
    public async Task Who_no_longer_waits_for_the_turn_has_changed_nothing()
    {
        var program = await _house.CreateWaiting(1);
        _house.Now = InMay;
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await FluentActions.Awaiting(() => Settle.Batch(program, 10, gone.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        Pending(program)[0].Should().Be(10);
    }

    private static async Task<int> SettleAll(Settle settle, Partner program)
    {
        var settled = 0;
        while (settle.Programs().Count > 0)
        {
            settled += (await settle.Batch(program, 3)).Members;
        }

        return settled;
    }

    /// <summary>What each member still waits for, as it is written down.</summary>
    private List<long> Pending(Partner program) =>
        [.. _house.Database.Read(session =>
            session.Users.ListEnrolled(
                program.Number, new(DateTimeOffset.UnixEpoch, Calendar.Never, 0, 10)).Items)
            .OrderBy(user => user.Email.Text, StringComparer.Ordinal)
            .Select(user => user.Balance.PendingPoints)];
}
