using System.Text.Json;
using FluentAssertions;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>What tests put into a program before they begin.</summary>
public static class Setup
{
    /// <summary>An active activity; fixed and immediate unless said otherwise.</summary>
    public static Task<Answer> Activity(
        this ProgramClient program, string id, params (string, string)[] more) =>
        program.Made("activities", [
            ("activity_id", id),
            .. Unless(
                more,
                ("activity_name", id), ("activity_description", id), ("activity_type", "fixed"),
                ("approval_method", "immediate"), ("is_active", "true"),
                ("max_award_frequency", "0"), ("max_award_frequency_interval", "day")),
        ]);

    /// <summary>An active activity that awards one point for each unit passed.</summary>
    public static Task<Answer> Purchase(
        this ProgramClient program, string id, params (string, string)[] more) =>
        program.Activity(id, [("activity_type", "bonus_multiplier"), .. more]);

    /// <summary>An active redemption option.</summary>
    public static Task<Answer> Redemption(
        this ProgramClient program, string id, int points, params string[] codes) =>
        program.Made("redemptions", [
            ("redemption_id", id), ("redemption_name", id), ("is_active", "true"),
            ("allowed_redeem_points", $"{points}"), ("redemption_value", "$5"),
            ("giftcard_description", id), ("terms_and_conds_text", id),
            ("giftcard_coupon_codes", string.Join(',', codes)), ("coupon_expiry", "31-Dec-2099"),
        ]);

    /// <summary>An active level.</summary>
    public static Task<Answer> Level(
        this ProgramClient program, string id, string type, long points, string multiplier = "1") =>
        program.Made("levels", [
            ("level_id", id), ("level_name", id), ("level_description", id), ("is_active", "true"),
            ("level_type", type), ("level_minimum_points", $"{points}"),
            ("level_bonus_multiplier", multiplier),
        ]);

    public static Task<Answer> Award(
        this ProgramClient program,
        string email,
        string activity,
        params (string, string)[] more) =>
        program.Post("award", [("user_email", email), ("activity_id", activity), .. more]);

    /// <summary>A post that is part of the setup: it must succeed.</summary>
    public static async Task<Answer> Made(
        this ProgramClient program, string path, (string, string)[] form)
    {
        var answer = await program.Post(path, form);
        answer.Success.Should().BeTrue($"{path} should have been set up, got {answer.Json}");
        return answer;
    }

    private static IEnumerable<(string, string)> Unless(
        (string Name, string)[] given, params (string Name, string)[] standard) =>
        [.. standard.Where(pair => given.All(other => other.Name != pair.Name)), .. given];

    /// <summary>An object's keys, in their order.</summary>
    public static IEnumerable<string> Keys(this JsonElement json) =>
        json.EnumerateObject().Select(pair => pair.Name);

    /// <summary>One field of every object in a list.</summary>
    public static IEnumerable<string?> Each(this JsonElement list, string name) =>
        list.EnumerateArray().Select(item => item.GetProperty(name).GetString());

    /// <summary>A member, Ann Lee unless said otherwise.</summary>
    public static Task<Answer> User(
        this ProgramClient program, string email, string uid, params (string, string)[] more) =>
        program.Made("users", [
            ("email", email), ("uid", uid),
            .. Unless(more, ("first_name", "Ann"), ("last_name", "Lee")),
        ]);
}
