namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// A program with one of everything, and a value that each parameter of the API can have there.
/// </summary>
public sealed class FurnishedProgram
{
    private readonly Dictionary<string, string> _values;

    private FurnishedProgram(ProgramClient client, Dictionary<string, string> values) =>
        (Client, _values) = (client, values);

    public ProgramClient Client { get; }

    /// <summary>A value that works.</summary>
    public string this[string parameter] => _values[parameter];

    /// <summary>The same; null for what no value works for.</summary>
    public string? Find(string parameter) => _values.GetValueOrDefault(parameter);

    /// <param name="client">An empty program.</param>
    /// <param name="word">What its ids begin with.</param>
    public static async Task<FurnishedProgram> Furnish(ProgramClient client, string word = "own")
    {
        var email = $"{word}@example.com";
        await client.Activity($"{word}-activity", ("points_per_activity", "1000"));
        await client.Level($"{word}-level", "lifetime", 500);
        await client.User(email, $"{word}-uid");
        await client.Redemption($"{word}-redemption", 1, $"{word}-code-1", $"{word}-code-2");
        var award = await client.Award(email, $"{word}-activity", ("order_id", $"{word}-order"));
        var transactionId = award.Text("id")!;
        return new(client, new(Texts)
        {
            ["email"] = email,
            ["user_email"] = email,
            ["user"] = email,
            ["uid"] = $"{word}-uid",
            ["activity_id"] = $"{word}-activity",
            ["redemption_id"] = $"{word}-redemption",
            ["level_id"] = $"{word}-level",
            ["loyalty_level_id"] = $"{word}-level",
            ["associated_levels"] = $"{word}-level",
            ["transaction_id"] = transactionId,
            ["order_id"] = $"{word}-order",
            ["giftcard_coupon_codes"] = $"{word}-code-3",
        });
    }

    /// <summary>Everything in the program that an API call can show.</summary>
    public async Task<string> Snapshot()
    {
        const string range = "from_date=01/01/2020&to_date=12/31/2099&count=1000";
        var paths = new[]
        {
            "activities", "redemptions", $"redemptions/{this["redemption_id"]}", "levels",
            $"users?{range}", $"users/{this["user_email"]}", $"transactions?{range}",
            "/v2/sandbox/clock",
        };
        var texts = new List<string>();
        foreach (var path in paths)
        {
            texts.Add((await Client.Get(path)).Json.GetRawText());
        }

        return string.Join('\n', texts);
    }

    private static Dictionary<string, string> Texts => new()
    {
        ["activity_description"] = "Something done",
        ["activity_name"] = "Done",
        ["activity_type"] = "fixed",
        ["after_redemption_html"] = "<b>_COUPON_CODE_</b>",
        ["allowed_redeem_points"] = "2",
        ["approval_method"] = "immediate",
        ["bonus_multiplier"] = "1.5",
        ["count"] = "10",
        ["coupon_expiry"] = "31-Dec-2099",
        ["enable_coupon_based_incentive"] = "true",
        ["fetch_eligible_redemptions"] = "true",
        ["filter_by"] = "enrollment_date",
        ["first_name"] = "Ann",
        ["from_date"] = "01/01/2020",
        ["gender"] = "female",
        ["giftcard_description"] = "A card",
        ["is_active"] = "true",
        ["is_still_valid"] = "true",
        ["last_name"] = "Lee",
        ["level_bonus_multiplier"] = "1.5",
        ["level_description"] = "A level",
        ["level_minimum_points"] = "500",
        ["level_name"] = "Level",
        ["level_position"] = "1",
        ["level_type"] = "lifetime",
        ["loyalty_activity_img"] = "activity.png",
        ["loyalty_redemption_card_img"] = "card.png",
        ["max_award_frequency"] = "0",
        ["max_award_frequency_interval"] = "day",
        ["order_by"] = "created_time",
        ["points_earning_url"] = "http://example.com/",
        ["points_expiration_period"] = "12",
        ["points_passed"] = "3",
        ["points_per_activity"] = "1000",
        ["points_status"] = "auto_approved",
        ["profile_image_url"] = "ann.png",
        ["qualified_points"] = "true",
        ["reason"] = "Because",
        ["redemption_email_html"] = "<p>Hi</p>",
        ["redemption_email_subject"] = "Yours",
        ["redemption_instructions"] = "At the checkout",
        ["redemption_name"] = "A card",
        ["redemption_value"] = "$5",
        ["returned_amount"] = "1",
        ["send_redemption_email"] = "true",
        ["start_index"] = "0",
        ["terms_and_conditions"] = "Be kind",
        ["terms_and_conds_text"] = "Once",
        ["to_date"] = "12/31/2099",
        ["transaction_type"] = "award",
        ["user_language"] = "English",
        ["user_status"] = "active",
    };
}
