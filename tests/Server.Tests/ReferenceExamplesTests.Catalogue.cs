using FluentAssertions;
using ShopSocially.Loyalty.Server.Tests.ReferenceExamples;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>The catalogue: activities, redemptions and levels, sections 12 to 23.</summary>
public sealed partial class ReferenceExamplesTests
{
    private const string CreateActivity =
        """
        curl -X POST --header "partner-id: <your-partner-id>" \
            --header "api-key: <your-api-key>" \
            --data " max_award_frequency = 10" --data " is_active = False" \
            --data " approval_method = immediately" --data " points_per_activity = 100" \
            --data " bonus_mutliplier = ‘’" --data " max_award_frequency_interval = day " \
            --data " activity_name = emailsubscriber" \
            --data " activity_description = subscribe to newsletter" \
            --data " activity_type = fixed" --data " activity_id = email_subscriber " \
            https://api.shopsocially.com/v2/loyalty/activities
        """;

    [Fact]
    public async Task Section_12_get_all_activities()
    {
        var data = await _program.Run(
            """
            curl --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/activities
            """);

        DocumentedAnswers.ListedActivity.ShouldDescribeEach(data);
    }

    [Fact]
    public async Task Section_13_create_activity()
    {
        var data = await _program.Run(CreateActivity);

        DocumentedAnswers.CreatedActivity.ShouldDescribe(data);
        data.GetProperty("max_award_frequency").GetInt64().Should().Be(10);
        data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        data.GetProperty("approval_method").GetString().Should().Be("immediate");
        data.GetProperty("bonus_multiplier").GetDecimal().Should().Be(1, "quotes around nothing");
        data.GetProperty("activity_description").GetString().Should().Be("subscribe to newsletter");
    }

    [Fact]
    public async Task Section_14_get_activity()
    {
        var data = await _program.Run(
            """
            curl -X GET --header "partner-id:<your-partner-id>" --header "api-key:<your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/activities/made_a_purchase
            """);

        DocumentedAnswers.Activity.ShouldDescribe(data);
    }

    /// <remarks>
    /// The example's address has no activity id, and the line ends in a --data with nothing behind
    /// it. The server takes the id as a parameter, too: here it fills that empty place.
    /// </remarks>
    [Fact]
    public async Task Section_15_update_activity()
    {
        await _program.Run(CreateActivity);

        var data = await _program.Run(
            """
            curl -X PUT --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data " max_award_frequency = 10" --data " is_active = False" \
                --data " approval_method = immediately" --data " points_per_activity = 50" \
                --data " bonus_mutliplier = ‘’" --data " max_award_frequency_interval = day " \
                --data " activity_name = emailsubscriber" \
                --data " activity_description = subscribe to newsletter" \
                --data " activity_type = fixed" --data " activity_id = email_subscriber " \
                https://api.shopsocially.com/v2/loyalty/activities
            """);

        DocumentedAnswers.Activity.ShouldDescribe(data);
        data.GetProperty("points_per_activity").GetInt64().Should().Be(50);
    }

    [Fact]
    public async Task Section_16_get_all_redemptions()
    {
        var data = await _program.Run(
            """
            curl -X GET --header "partner-id:<your-partner-id>" --header "api-key:<your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/redemptions
            """);

        DocumentedAnswers.ListedRedemption.ShouldDescribeEach(data);
    }

    [Fact]
    public async Task Section_17_create_redemption()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data " redemption_ID = 50off" \
                --data " redemption_name = $50 Gift card" --data " is_active = false" \
                --data " allowed_redeemp_points = 1000" --data " redemption_value = $50" \
                --data " giftcard_description = $50 Gift Card" \
                --data " terms_and_conds_text = redeem code at checkout" \
                --data " redemption_instructions = redeem code at checkout" \
                --data " giftcard_coupon_codes = 50off1,50off2,50off3 " \
                --data " coupon_expiry = 30-May-2015 " \
                https://api.shopsocially.com/v2/loyalty/redemptions
            """);

        DocumentedAnswers.Redemption.ShouldDescribe(data);
        data.GetProperty("redemption_id").GetString().Should().Be("50off");
        data.GetProperty("allowed_redeem_points").GetInt64().Should().Be(1000);
        data.GetProperty("redemption_value").GetString().Should().Be("$50");
        data.GetProperty("giftcard_coupon_codes").GetString().Should().Be("50off1,50off2,50off3");
        data.GetProperty("coupon_expiry").GetString().Should().Be("30-May-2015");
    }

    [Fact]
    public async Task Section_18_get_redemption()
    {
        var data = await _program.Run(
            """
            curl -X GET --header "partner-id:<your-partner-id>" --header "api-key:<your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/redemptions/$50_Gift_Card
            """);

        DocumentedAnswers.Redemption.ShouldDescribe(data);
        data.GetProperty("giftcard_coupon_codes").GetString().Should().Be("GET50OFF,50off2");
    }

    [Fact]
    public async Task Section_19_update_redemption()
    {
        var data = await _program.Run(
            """
            curl -X PUT --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data " redemption_name = $50 Gift card" \
                --data " is_active = false" --data " allowed_redeem_points = 1000" \
                --data " redemption_value = $50" --data " giftcard_description = $50 Gift Card" \
                --data " terms_and_conds_text = redeem code at checkout" \
                --data " redemption_instructions = redeem code at checkout" \
                --data " giftcard_coupon_codes = 50off1,50off2,50off3 " \
                --data " coupon_expiry = 30-May-2015 " \
                https://api.shopsocially.com/v2/loyalty/redemptions/$50_Gift_Card
            """);

        DocumentedAnswers.UpdatedRedemption.ShouldDescribe(data);
        data.GetProperty("is_active").GetBoolean().Should().BeFalse();
        data.GetProperty("giftcard_coupon_codes").GetString().Should().Be("50off1,50off2,50off3");
    }

    [Fact]
    public async Task Section_20_get_all_levels()
    {
        var data = await _program.Run(
            """
            curl -X GET --header "partner-id:<your-partner-id>" --header "api-key:<your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/levels
            """);

        DocumentedAnswers.Level.ShouldDescribeEach(data);
    }

    /// <remarks>The line ends in a --data with nothing behind it, which curl sends, too.</remarks>
    [Fact]
    public async Task Section_21_create_level()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data " level_id = all_star_level" \
                --data " level_name = all star level" --data " is_active = false" \
                --data " minimum_points = 5000" --data " level_type = lifetime" \
                --data " level_description = all star level for users" \
                --data " bonus_multiplier = 2.5 " --data "" \
                https://api.shopsocially.com/v2/loyalty/levels
            """);

        DocumentedAnswers.Level.ShouldDescribe(data);
        data.GetProperty("level_id").GetString().Should().Be("all_star_level");
        data.GetProperty("level_minimum_points").GetInt64().Should().Be(5000);
        data.GetProperty("level_bonus_multiplier").GetDecimal().Should().Be(2.5m);
    }

    [Fact]
    public async Task Section_22_update_level()
    {
        var data = await _program.Run(
            """
            curl -X PUT --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data " level_name = all star level" --data " is_active = false" \
                --data " minimum_points = 5000" --data " level_type = period" \
                --data " level_description = all star level for users" \
                --data " bonus_multiplier = 2.5" \
                https://api.shopsocially.com/v2/loyalty/levels/platinum_level
            """);

        DocumentedAnswers.Level.ShouldDescribe(data);
        data.GetProperty("level_id").GetString().Should().Be("platinum_level");
        data.GetProperty("level_type").GetString().Should().Be("period");
        data.GetProperty("level_minimum_points").GetInt64().Should().Be(5000);
    }

    [Fact]
    public async Task Section_23_get_level()
    {
        var data = await _program.Run(
            """
            curl -X GET --header "partner-id:<your-partner-id>" --header "api-key:<your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/levels/platinum_level
            """);

        DocumentedAnswers.Level.ShouldDescribe(data);
    }
}
