using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using FluentAssertions;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A refusal as clients hear it, copied from the spec's table of reasons.</summary>
public sealed record No(
    string Reason, int ErrorCode, HttpStatusCode Status = HttpStatusCode.BadRequest)
{
    public static readonly No MissingParameters = new("missing parameters", 615);
    public static readonly No UnexpectedDateFormat = new("unexpected date format", 601);
    public static readonly No InvalidParameters = new("invalid parameters", 601);
    public static readonly No EndBeforeStart =
        new("end_date cannot be less than start_date", 612);

    public static readonly No InvalidUser = new("Invalid User", 602);
    public static readonly No UserBlocked = new("User has been blocked", 623);
    public static readonly No InvalidActivity = new("Invalid Activity ID", 611);
    public static readonly No InvalidRedemption = new("Invalid Redemption ID", 604);
    public static readonly No InvalidTransaction = new("Invalid Transaction ID", 600);
    public static readonly No InvalidOrder = new("Invalid Order ID", 613);
    public static readonly No DuplicateOrder = new("Duplicate Order ID", 609);
    public static readonly No ActivityPaused = new("Activity is in paused state", 610);
    public static readonly No LimitExceeded = new("Maximum award limit exceeded", 617);
    public static readonly No RedemptionInactive = new("Inactive Redemption ID", 605);
    public static readonly No CouponExpired = new("Redemption coupon expired", 606);
    public static readonly No NotForLevel =
        new("Redemption is not available for this level", 603);

    public static readonly No CouponsExhausted = new("Redemption coupons exhausted", 608);
    public static readonly No TooFewToRedeem = new("Insufficient redeemable points", 607);
    public static readonly No TooFewToDeduct = new("Insufficient points to deduct", 600);
    public static readonly No ReturnTooLarge = new(
        "Points to deduct is greater than points available to deduct for the Order ID", 614);

    public static readonly No Busy =
        new("service unavailable", 600, HttpStatusCode.ServiceUnavailable);

    public static readonly No InvalidStatus = new("Invalid points status", 600);
    public static readonly No UidInUse = new("User ID already in use", 600);
    public static readonly No EmailInUse = new("Email already in use", 600);

    /// <summary>The same, where the unknown id stands in the path.</summary>
    public No InPath => this with { Status = HttpStatusCode.NotFound };
}

/// <summary>What tests expect of any answer, said once.</summary>
public static class Expectations
{
    private static readonly JsonSerializerOptions _plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Expects exactly this error, blaming exactly these parameters.</summary>
    public static void ShouldBe(this Answer answer, No no, params string[] parameters) =>
        answer.ShouldBe(no, parameters, "the request asked for it");

    public static void ShouldBe(this Answer answer, No no, string[] parameters, string because)
    {
        var error = new Dictionary<string, object>
        {
            ["reason"] = no.Reason,
            ["success"] = false,
            ["error_code"] = no.ErrorCode,
        };
        if (parameters.Length > 0)
        {
            error["parameters"] = parameters;
        }

        answer.Json.GetRawText().Should()
            .Be(JsonSerializer.Serialize(error, _plain), "{0}", because);
        answer.Status.Should().Be(no.Status, "{0}", because);
    }

    /// <summary>Expects an object with these keys, in this order, and no others.</summary>
    public static void ShouldHaveKeys(this JsonElement shown, string keysInOrder) =>
        shown.EnumerateObject().Select(property => property.Name)
            .Should().Equal(keysInOrder.Split(' '));

    /// <summary>Expects these texts under these keys; null means JSON's null.</summary>
    public static void ShouldSay(
        this JsonElement shown, params (string Key, string? Text)[] expected) =>
        expected.Select(pair => (pair.Key, Text: shown.Text(pair.Key)))
            .Should().Equal(expected);
}
