using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>How this door says no (shopsocially-v2.md, section 2.3).</summary>
/// <param name="Reason">The vendor's words, which clients compare.</param>
/// <param name="ErrorCode">The successor's number where it has one, else 600.</param>
/// <param name="Status">The HTTP status; 404 where the id at fault stands in the path.</param>
public readonly record struct V2No(
    string Reason, int ErrorCode, int Status = StatusCodes.Status400BadRequest);

/// <summary>The vendor's words for every refusal.</summary>
public static class V2Words
{
    /// <summary>The number of whatever has none of its own.</summary>
    public const int OtherError = 600;

    public static V2No Of(Refusal refusal) => refusal switch
    {
        Refusal.AuthenticationMissing =>
            new("authentication missing", 600, StatusCodes.Status401Unauthorized),
        Refusal.AuthenticationFailure =>
            new("authentication failure", 600, StatusCodes.Status401Unauthorized),
        Refusal.MissingParameters => new("missing parameters", 615),
        Refusal.UnexpectedDateFormat => new("unexpected date format", 601),
        Refusal.InvalidParameters => new("invalid parameters", 601),
        Refusal.EndDateBeforeStartDate => new("end_date cannot be less than start_date", 612),
        Refusal.InvalidUser => new("Invalid User", 602),
        Refusal.UserBlocked => new("User has been blocked", 623),
        Refusal.InvalidActivityId => new("Invalid Activity ID", 611),
        Refusal.InvalidRedemptionId => new("Invalid Redemption ID", 604),
        Refusal.InvalidLevelId => new("Invalid Level ID", 600),
        Refusal.InvalidTransactionId => new("Invalid Transaction ID", 600),
        Refusal.InvalidOrderId => new("Invalid Order ID", 613),
        Refusal.DuplicateOrderId => new("Duplicate Order ID", 609),
        Refusal.ActivityPaused => new("Activity is in paused state", 610),
        Refusal.AwardLimitExceeded => new("Maximum award limit exceeded", 617),
        Refusal.RedemptionInactive => new("Inactive Redemption ID", 605),
        Refusal.CouponExpired => new("Redemption coupon expired", 606),
        Refusal.RedemptionNotForLevel => new("Redemption is not available for this level", 603),
        Refusal.CouponsExhausted => new("Redemption coupons exhausted", 608),
        Refusal.InsufficientPointsToRedeem => new("Insufficient redeemable points", 607),
        Refusal.InsufficientPointsToDeduct => new("Insufficient points to deduct", 600),
        Refusal.ReturnExceedsOrder => new(
            "Points to deduct is greater than points available to deduct for the Order ID", 614),
        Refusal.InvalidPointsStatus => new("Invalid points status", 600),
        Refusal.UidInUse => new("User ID already in use", 600),
        Refusal.EmailInUse => new("Email already in use", 600),
        Refusal.ActivityIdInUse => new("Activity ID already in use", 600),
        Refusal.RedemptionIdInUse => new("Redemption ID already in use", 600),
        Refusal.LevelIdInUse => new("Level ID already in use", 600),
        Refusal.ClockBehindRows =>
            new("The clock cannot be set before the program's newest row", 600),
        Refusal.ClockTooFar => new(
            "The clock cannot be turned more than 10 years at once, nor past the year 3000", 600),
        Refusal.IdempotencyKeyInUse =>
            new("Idempotency-Key is in use", 600, StatusCodes.Status409Conflict),
        Refusal.IdempotencyKeyReused => new(
            "Idempotency-Key was used for another request",
            600,
            StatusCodes.Status422UnprocessableEntity),
        Refusal.RateLimitExceeded =>
            new("Rate limit exceeded", 600, StatusCodes.Status429TooManyRequests),
        Refusal.ServerBusy =>
            new("service unavailable", 600, StatusCodes.Status503ServiceUnavailable),
    };

    /// <summary>What is said where HTTP itself is the matter.</summary>
    public static string OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid parameters",
        StatusCodes.Status404NotFound => "not found",
        StatusCodes.Status405MethodNotAllowed => "method not allowed",
        StatusCodes.Status408RequestTimeout => "request timeout",
        StatusCodes.Status413PayloadTooLarge => "request too large",
        StatusCodes.Status414UriTooLong => "address too long",
        StatusCodes.Status415UnsupportedMediaType => "unsupported content encoding",
        StatusCodes.Status503ServiceUnavailable => "service unavailable",
        >= StatusCodes.Status500InternalServerError => "internal error",
        _ => "bad request",
    };
}
