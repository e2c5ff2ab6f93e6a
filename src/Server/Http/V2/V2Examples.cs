using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Values that stand in the description for what the answers hold.</summary>
public static class V2Examples
{
    /// <summary>By key, in every answer.</summary>
    private static readonly JsonObject _shared = JsonNode.Parse("""
        {
          "activity_description": "2 points for every dollar spent",
          "activity_id": "made_a_purchase", "activity_name": "Made a purchase",
          "activity_type": "bonus_multiplier", "after_redemption_html": "<b>_COUPON_CODE_</b>",
          "allowed_redeem_points": 100, "approval_method": "immediate",
          "approved_time": "14-Jan-2016 06:33:22", "associated_levels": ["all"],
          "auto_approval_date": "", "available_points": 119, "bonus_multiper": "2",
          "bonus_multiplier": 2, "coupon_code": "DEMO-001", "coupon_expiry": "31-Dec-2099",
          "created_time": "14-Jan-2016 06:33:22",
          "dashboard_url": "http://localhost:5080/loyalty/57cb…/user/5697…/dashboard",
          "date": "14-Jan-2016 06:33:22", "enable_coupon_based_incentive": true,
          "error_code": 611, "expiration_date": "14-Jan-2017 23:59:59", "first_name": "Bob",
          "frozen": true,
          "gender": "unknown", "giftcard_coupon_codes": "DEMO-001,DEMO-002",
          "giftcard_description": "Five dollars off the next order",
          "id": "56978ba28033724c8a28e9a0", "is_active": true, "is_default": true,
          "last_activity_date": "14-Jan-2016 06:33:22", "last_name": "Lee",
          "level_bonus_multiplier": 1, "level_description": "Where every member begins",
          "level_id": "bronze", "level_minimum_points": 0, "level_name": "Bronze",
          "level_position": 1, "level_type": "period",
          "loyalty_activity_img": "http://localhost:5080/img/activity.svg",
          "loyalty_level": "bronze", "loyalty_level_id": "bronze",
          "loyalty_level_name": "Bronze", "loyalty_life_time_level_name": "",
          "loyalty_lifetime_level_id": "",
          "loyalty_redemption_card_img": "http://localhost:5080/img/redemption.svg",
          "max_award_frequency": 0, "max_award_frequency_interval": "lifetime",
          "merchant_id": "57cbd1b8b0207a0a6ab7905c0a6ab790", "merchant_uid": "bob-1",
          "more": false, "name": "Made a purchase", "next_start_index": 1,
          "now": "2026-01-31T09:00:00Z",
          "order_id": "order-1001",
          "partner_id": "57cbd1b8b0207a0a6ab7905c0a6ab790", "pending_points": 0, "points": 119,
          "points_deducted": 0,
          "points_expiration_date": "14-Jan-2017 06:33:22", "points_expiration_period": 12,
          "points_expired": 0, "points_per_activity": 0, "points_status": "auto_approved",
          "points_used": 0, "profile_image_url": "http://localhost:5080/img/user.svg",
          "qualified_points": true, "reason": "Invalid Activity ID", "redeemed_points": 0,
          "redemption_email_html": "Your code is _COUPON_CODE_.",
          "redemption_email_subject": "Redemption Confirmation Receipt",
          "redemption_id": "five_dollars_off",
          "redemption_instructions": "Enter the code at the checkout.",
          "redemption_name": "$5 off", "redemption_value": "$5",
          "request_id": "0HNQ8D2MM84A4:00000001", "returned_for_order_id": "order-1001",
          "send_redemption_email": true, "ss_internal": false, "success": true,
          "terms_and_conditions": "", "terms_and_conds_text": "One code an order.", "total": 1,
          "total_loyalty_users": 1, "transaction_id": "56978ba28033724c8a28e9a1",
          "transaction_type": "award", "updated_time": "14-Jan-2016 06:33:22",
          "user_email": "bob@example.com",
          "user_first_name": "Bob", "user_id": "56978ba28033724c8a28e99f",
          "user_language": "English", "user_last_name": "Lee", "user_status": "active"
        }
        """)!.AsObject();

    /// <summary>By record and key, where an answer of its own kind holds another value.</summary>
    private static readonly JsonObject _own = JsonNode.Parse("""
        {
          "RedemptionOfAward": { "points": 100 },
          "RedeemAnswer": {
            "points": 100, "points_status": "redeemed", "transaction_type": "redeem"
          },
          "DeductAnswer": {
            "available_points": 109, "points": 10, "points_status": "deducted",
            "transaction_type": "deduct"
          },
          "ReturnAnswer": {
            "approved_time": "", "auto_approval_date": "14-Feb-2016 06:33:22", "points": 39,
            "points_status": "pending_deduction", "reason": "Order Partially Returned",
            "transaction_type": "deduct"
          },
          "ListedTransaction": {
            "coupon_code": null, "reason": null, "redemption_id": null, "redemption_name": null,
            "redemption_value": null
          },
          "TransactionAnswer": {
            "coupon_code": null, "redemption_id": null, "redemption_name": null
          },
          "ErrorAnswer": { "success": false }
        }
        """)!.AsObject();

    /// <summary>
    /// The example of a key; null for one that is null, or whose parts have examples.
    /// </summary>
    public static JsonNode? Of(JsonPropertyInfo key)
    {
        var own = _own[key.DeclaringType.Name] as JsonObject;
        var values = own?.ContainsKey(key.Name) == true ? own : _shared;
        return values[key.Name]?.DeepClone();
    }
}
