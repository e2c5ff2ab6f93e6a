using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>Writing down what time has decided, member by member (ledger.md, section 4).</summary>
public sealed class SettleTests(LoyaltyHouse house)
    : IClassFixture<LoyaltyHouse>, IDisposable
{
    private static readonly DateTimeOffset InMay = LoyaltyHouse.Noon.AddDays(100);

    public void Dispose() => house.Verify();

    [Fact]
    public async Task A_member_is_settled_as_of_each_things_own_instant()
    {
        var program = await house.CreateWaiting(1);

        await house.At(InMay).Settle.Run(program, UserKey.Of(Waiting.Member(0)));

        var award = house.Awards(program).Single();
        award.Status.Should().Be(PointsStatus.Expired);
        award.ApprovedAt.Should().Be(Waiting.ApprovedAt);
        award.UpdatedAt.Should().Be(Waiting.LapsedAt);
        house.Find(program, Waiting.Member(0)).NextDueAt.Should().BeNull();
    }

    [Fact]
    public async Task Nothing_happens_before_its_instant_and_all_at_it()
    {
        var program = await house.CreateWaiting(1);
        var member = UserKey.Of(Waiting.Member(0));

        await house.At(Waiting.ApprovedAt.AddMilliseconds(-1)).Settle.Run(program, member);
        house.Awards(program).Single().Status.Should().Be(PointsStatus.Pending);

        await house.At(Waiting.ApprovedAt).Settle.Run(program, member);
        house.Awards(program).Single().Status.Should().Be(PointsStatus.AutoApproved);

        await house.At(Waiting.LapsedAt.AddMilliseconds(-1)).Settle.Run(program, member);
        house.Awards(program).Single().Status.Should().Be(PointsStatus.AutoApproved);
    }

    [Fact]
    public async Task A_program_of_more_than_a_batch_is_settled_to_the_last_member()
    {
        var program = await house.CreateWaiting(Settle.BatchSize + 1);

        var settled = await house.At(InMay).Settle.Run(program);

        settled.Should().Be(Settle.BatchSize + 1);
        house.Awards(program).Should().HaveCount(Settle.BatchSize + 1)
            .And.OnlyContain(award => award.Status == PointsStatus.Expired);
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        var program = await house.CreateWaiting(2);
        await house.At(InMay).Settle.Run(program);
        var before = house.Awards(program);

        (await house.At(InMay).Settle.Run(program)).Should().Be(0);

        house.Awards(program).Should().Equal(before);
    }

    [Fact]
    public async Task Two_at_once_share_the_work()
    {
        var program = await house.CreateWaiting(Settle.BatchSize + 1);

        var settled = await Task.WhenAll(
            Task.Run(() => house.At(InMay).Settle.Run(program)),
            Task.Run(() => house.At(InMay).Settle.Run(program)));

        settled.Sum().Should().Be(Settle.BatchSize + 1);
        house.Find(program, Waiting.Member(0)).Balance.Should().Be(Balance.Nothing);
    }

    [Fact]
    public async Task Another_writer_has_its_turn_after_a_batch()
    {
        var program = await house.CreateWaiting(Settle.BatchSize + 1);
        var begun = new TaskCompletionSource();
        using var end = new ManualResetEventSlim();
        var first = Task.Run(() => house.Database.Write<bool>(_ =>
        {
            begun.SetResult();
            end.Wait();
            return true;
        }));
        await begun.Task;

        var settling = house.At(InMay).Settle.Run(program);
        var left = house.Database.Write<int>(
            session => session.Users.ListDue(program.Number, InMay, 1000).Count);
        end.Set();
        await first;

        (await left).Value().Should().Be(1);
        (await settling).Should().Be(Settle.BatchSize + 1);
    }

    [Fact]
    public async Task Another_program_is_left_as_it_is()
    {
        var (program, other) = (await house.CreateWaiting(2), await house.CreateWaiting(2));
        var before = house.Awards(other);

        await house.At(InMay).Settle.Run(program);

        house.Awards(other).Should().Equal(before);
        house.Find(other, Waiting.Member(1)).NextDueAt.Should().Be(Waiting.ApprovedAt);
    }

    [Fact]
    public async Task One_member_is_settled_without_the_others()
    {
        var program = await house.CreateWaiting(2);

        await house.At(InMay).Settle.Run(program, UserKey.Of(Waiting.Member(0)));

        house.Find(program, Waiting.Member(0)).Balance.PendingPoints.Should().Be(0);
        house.Find(program, Waiting.Member(1)).Balance.PendingPoints.Should().Be(10);
    }

    [Fact]
    public async Task A_member_that_is_not_there_is_no_fault()
    {
        var program = await house.CreateWaiting(0);

        await house.At(InMay).Settle.Run(program, UserKey.OfId("nobody"));

        (await house.At(InMay).Settle.Run(program)).Should().Be(0);
    }

    [Fact]
    public async Task Who_no_longer_waits_for_the_turn_has_changed_nothing()
    {
        var program = await house.CreateWaiting(1);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await FluentActions.Awaiting(() => house.At(InMay).Settle.Run(program, gone.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        house.Awards(program).Single().Status.Should().Be(PointsStatus.Pending);
    }

    [Fact]
    public async Task Who_cannot_be_settled_is_said_and_keeps_nobody_else_waiting()
    {
        using var own = new LoyaltyHouse();
        var program = await own.CreateWaiting(3);
        own.Forbid(program, Waiting.Member(0));

        await FluentActions.Awaiting(() => own.At(InMay).Settle.Run(program))
            .Should().ThrowAsync<Exception>().WithMessage("*forbidden*");

        own.Awards(program).Select(award => award.Status).Should().Equal(
            PointsStatus.Pending, PointsStatus.Expired, PointsStatus.Expired);
        own.Find(program, Waiting.Member(0)).Balance.PendingPoints.Should().Be(10);
        var batch = await own.Settle.Batch(program, 10);
        (batch.Members, batch.Failed.Single().UserId).Should().Be(
            (0, own.Find(program, Waiting.Member(0)).Id));
    }
}
