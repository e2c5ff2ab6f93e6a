namespace ShopSocially.Loyalty.Domain;

/// <summary>
/// Every reason we say no, in order of precedence: when several apply, the one that stands first
/// is heard (shopsocially-v2.md, section 2.3).
/// </summary>
public enum Refusal
{
    AuthenticationMissing,
    AuthenticationFailure,
    MissingParameters,
    UnexpectedDateFormat,
    InvalidParameters,
    EndDateBeforeStartDate,
    InvalidUser,
    UserBlocked,
    InvalidActivityId,
    InvalidRedemptionId,
    InvalidLevelId,
    InvalidTransactionId,
    InvalidOrderId,
    DuplicateOrderId,
    ActivityPaused,
    AwardLimitExceeded,
    RedemptionInactive,
    CouponExpired,
    RedemptionNotForLevel,
    CouponsExhausted,
    InsufficientPointsToRedeem,
    InsufficientPointsToDeduct,
    ReturnExceedsOrder,
    InvalidPointsStatus,
    UidInUse,
    EmailInUse,
    ActivityIdInUse,
    RedemptionIdInUse,
    LevelIdInUse,
    ClockBehindRows,
    ClockTooFar,
    IdempotencyKeyInUse,
    IdempotencyKeyReused,
    RateLimitExceeded,
    ServerBusy,
}
