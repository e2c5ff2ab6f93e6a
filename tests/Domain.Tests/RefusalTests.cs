using FluentAssertions;
using Xunit;

namespace ShopSocially.Loyalty.Domain.Tests;

/// <summary>
/// The reasons stand in the order of the table in shopsocially-v2.md, 2.3; those of the test clock,
/// which it does not have, next to last.
/// </summary>
public class RefusalTests
{
    private const string Table =
        """
        AuthenticationMissing AuthenticationFailure
        MissingParameters UnexpectedDateFormat InvalidParameters EndDateBeforeStartDate
        InvalidUser UserBlocked
        InvalidActivityId InvalidRedemptionId InvalidLevelId InvalidTransactionId InvalidOrderId
        DuplicateOrderId ActivityPaused AwardLimitExceeded
        RedemptionInactive CouponExpired RedemptionNotForLevel CouponsExhausted
        InsufficientPointsToRedeem InsufficientPointsToDeduct ReturnExceedsOrder
        InvalidPointsStatus
        UidInUse EmailInUse ActivityIdInUse RedemptionIdInUse LevelIdInUse
        ClockBehindRows ClockTooFar
        IdempotencyKeyInUse IdempotencyKeyReused
        RateLimitExceeded ServerBusy
        """;

    [Fact]
    public void The_reason_that_stands_first_in_the_table_stands_first_here() =>
        Enum.GetNames<Refusal>().Should().Equal(
            Table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
