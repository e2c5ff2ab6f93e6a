namespace ShopSocially.Loyalty.Server.Tests.ReferenceExamples;

/// <summary>
/// What the reference says stands in <c>data</c>, section by section; null where it shows null, or
/// where shopsocially-v2.md, section 2.1, says so.
/// </summary>
public static class DocumentedAnswers
{
    public static Documented Award { get; } = new(
        """
        user_id: string, user_email: string, user_last_name: string, user_first_name: string,
        activity_id: string, activity_name: string, id: string, transaction_type: string,
        points: number, points_status: string, partner_id: string, created_time: string
        """);

    public static Documented Redeem { get; } = new(
        """
        user_id: string, user_email: string, user_last_name: string, user_first_name: string,
        redemption_id: string, redemption_name: string, redemption_value: string, id: string,
        transaction_type: string, points: number, points_status: string, coupon_code: string,
        partner_id: string, created_time: string
        """);

    public static Documented Deduct { get; } = new(
        """
        user_id: string, user_email: string, user_last_name: string, user_first_name: string,
        id: string, transaction_type: string, points: number, points_status: string,
        available_points: number, partner_id: string, created_time: string
        """);

    /// <summary>Sections 4 and 11.</summary>
    public static Documented TransactionsPage { get; } = new(
        "total: number, next_start_index: number, transactions: list, more: boolean");

    /// <summary>Sections 4 and 11: one of the list.</summary>
    public static Documented ListedTransaction { get; } = new(
        """
        points_status: string, points_used: number, available_points: number,
        points_expired: number, created_time: string, updated_time: string, id: string,
        user_id: string, points_expiration_date: string or null, approved_by: string or null,
        qualified_points: boolean, redemption_value: string or null,
        activity_id: string or null, user_first_name: string, order_id: string or null,
        reason: string or null, points_deducted: number, merchant_id: string,
        redemptions_list: list or null, approved_time: string or null,
        redemption_name: string or null, auto_approval_date: string, transaction_type: string,
        user_last_name: string, coupon_code: string or null, points: number,
        redemption_id: string or null, activity_name: string or null, user_email: string
        """);

    /// <summary>Sections 5 and 6.</summary>
    public static Documented Transaction { get; } = new(
        """
        activity_id: string or null, activity_name: string or null, user_id: string,
        user_first_name: string, user_last_name: string, user_email: string,
        redemption_id: string or null, redemption_name: string or null,
        coupon_code: string or null, id: string, auto_approval_date: string,
        points_status: string, transaction_type: string, points: number,
        approved_by: string or null, approved_time: string or null, created_time: string,
        updated_time: string, partner_id: string
        """,
        "merchant_id: string");

    /// <summary>Section 7; the spec, section 3, overrules its example's other names.</summary>
    public static Documented UsersPage { get; } = new(
        """
        next_start_index: number, total_loyalty_users: number, loyalty_users: list, more: boolean
        """);

    public static Documented ListedUser { get; } = new(
        """
        loyalty_life_time_level_name: string, loyalty_lifetime_level_id: string,
        expiration_schedule: list, last_name: string, redeemed_points: number,
        last_award_transaction: object, gender: string, dashboard_url: string,
        first_name: string, profile_image_url: string, available_points: number,
        loyalty_level_id: string, loyalty_level_name: string, user_id: string,
        user_email: string
        """,
        "loyalty_level: string, last_activity_date: string");

    public static Documented User { get; } = new(
        """
        user_id: string, user_email: string, first_name: string, last_name: string,
        gender: string, profile_image_url: string, redeemed_points: number,
        available_points: number, loyalty_level_id: string, loyalty_lifetime_level_id: string,
        user_language: string, user_status: string, expiration_schedule: list,
        last_award_transaction: object
        """,
        "loyalty_level: string, merchant_uid: string");

    public static Documented ExpirationDay { get; } = new(
        "expiration_date: string, points: number");

    public static Documented LastAward { get; } = new(
        "date: string, points: number, name: string");

    /// <summary>Sections 9 and 10.</summary>
    public static Documented SavedUser { get; } = new(
        """
        user_id: string, user_email: string, first_name: string, last_name: string,
        profile_image_url: string, gender: string, redeemed_points: number,
        available_points: number, loyalty_level_id: string, loyalty_lifetime_level_id: string,
        merchant_uid: string
        """);

    public static Documented ListedActivity { get; } = new(
        """
        activity_id: string, updated_time: string, max_award_frequency: number,
        terms_and_conditions: string, is_active: boolean, ss_internal: boolean,
        approval_method: string, points_per_activity: number, bonus_multiplier: number,
        created_time: string, max_award_frequency_interval: string, activity_name: string,
        merchant_id: string, activity_description: string, id: string, activity_type: string
        """);

    public static Documented CreatedActivity { get; } = new(
        """
        activity_id: string, activity_name: string, updated_time: string,
        max_award_frequency: number, is_active: boolean, points_expiration_period: number,
        loyalty_activity_img: string, id: string, approval_method: string,
        qualified_points: boolean, ss_internal: boolean, points_per_activity: number,
        bonus_multiplier: number, created_time: string, max_award_frequency_interval: string,
        bonus_multiper: string, merchant_id: string, activity_description: string,
        points_earning_url: string or null, activity_type: string
        """);

    /// <summary>Sections 14 and 15.</summary>
    public static Documented Activity { get; } = new(
        """
        activity_name: string, activity_id: string, updated_time: string,
        max_award_frequency: number, is_active: boolean, loyalty_activity_img: string,
        ss_internal: boolean, approval_method: string, qualified_points: boolean,
        points_per_activity: number, bonus_multiplier: number, created_time: string,
        max_award_frequency_interval: string, merchant_id: string,
        activity_description: string, id: string, points_earning_url: string or null,
        activity_type: string
        """);

    public static Documented ListedRedemption { get; } = new(
        """
        redemption_name: string, updated_time: string, loyalty_redemption_card_img: string,
        redemption_value: string, giftcard_description: string, terms_and_conds_text: string,
        is_active: boolean, enable_coupon_based_incentive: boolean,
        allowed_redeem_points: number, associated_levels: list, send_redemption_email: boolean,
        redemption_id: string, redemption_instructions: string or null, created_time: string,
        coupon_expiry: string, redemption_email_subject: string, merchant_id: string,
        id: string, redemption_email_html: string
        """);

    /// <summary>Sections 17 and 18.</summary>
    public static Documented Redemption { get; } = new(
        """
        redemption_name: string, loyalty_redemption_card_img: string, redemption_value: string,
        giftcard_description: string, terms_and_conds_text: string,
        after_redemption_html: string, is_active: boolean,
        enable_coupon_based_incentive: boolean, allowed_redeem_points: number,
        associated_levels: list, updated_time: string, send_redemption_email: boolean,
        redemption_id: string, redemption_instructions: string or null, merchant_id: string,
        created_time: string, coupon_expiry: string, redemption_email_subject: string,
        giftcard_coupon_codes: string, id: string, redemption_email_html: string
        """);

    public static Documented UpdatedRedemption { get; } = new(
        """
        loyalty_redemption_card_img: string, redemption_value: string,
        giftcard_description: string, terms_and_conds_text: string,
        after_redemption_html: string, redemption_name: string, is_active: boolean,
        enable_coupon_based_incentive: boolean, allowed_redeem_points: number,
        associated_levels: list, updated_time: string, send_redemption_email: boolean,
        redemption_id: string, redemption_instructions: string or null, merchant_id: string,
        created_time: string, coupon_expiry: string, redemption_email_subject: string,
        giftcard_coupon_codes: string, id: string, redemption_email_html: string
        """);

    /// <summary>Sections 20 to 23.</summary>
    public static Documented Level { get; } = new(
        """
        merchant_id: string, level_description: string, level_position: number,
        level_id: string, is_active: boolean, level_bonus_multiplier: number,
        level_minimum_points: number, is_default: boolean, updated_time: string,
        created_time: string, level_name: string, level_type: string, id: string
        """);

    public static Documented Return { get; } = new(
        """
        user_first_name: string, user_id: string, auto_approval_date: string,
        points_status: string, returned_for_order_id: string, transaction_type: string,
        user_last_name: string, reason: string, points: number, user_email: string,
        created_time: string, updated_time: string, partner_id: string, id: string,
        approved_time: string
        """);
}
