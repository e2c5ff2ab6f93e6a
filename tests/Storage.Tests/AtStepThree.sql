-- A database of the third step, as acts have left it: awards of every status, one approved twice,
-- redeems, deducts, returns that are settled, waiting, rejected and owed; two programs, of which
-- the first has the greater id.
INSERT INTO partners (id, name, key_hash, is_sandbox, clock_at, created_at, time_zone, rounding,
    returns_when_spent, enroll_on_award, period_start_month, version)
VALUES
    ('zulu', 'Zulu II', 'hash', 0, NULL, 1769860800000, 'Europe/Berlin', 'Floor', 'AllowNegative',
    1, 1, 7),
    ('alpha', 'Alpha', 'hash', 1, 1774180800000, 1773576000000, 'UTC', 'Floor', 'WithinBalance',
    1, 1, 2);

INSERT INTO activities (partner_id, id, activity_id, name, description, type, approval_method,
    points_per_activity, bonus_multiplier, is_active, points_expiration_period, qualified_points,
    terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
    max_award_frequency, max_award_frequency_interval)
VALUES
    ('zulu', '01a2041d213300006480a0aa', 'soon', 'Purchase', '', 'BonusMultiplier', 'Immediate', 0,
    '1', 1, 1, 1, '', NULL, NULL, 1769860800000, 1769860800000, 0, 'Lifetime'),
    ('zulu', '01a2041d214900001074a931', 'forever', 'Purchase', '', 'BonusMultiplier',
    'Immediate', 0, '1', 1, 0, 1, '', NULL, NULL, 1769860800000, 1769860800000, 0, 'Lifetime'),
    ('zulu', '01a2041d214d0000aae83ec5', 'monthly', 'Purchase', '', 'BonusMultiplier', 'Monthly',
    0, '1', 1, 1, 1, '', NULL, NULL, 1769860800000, 1769860800000, 0, 'Lifetime'),
    ('zulu', '01a2041d21590000d9957bbd', 'manual', 'Purchase', '', 'BonusMultiplier', 'Manual', 0,
    '1', 1, 2, 1, '', NULL, NULL, 1769860800000, 1769860800000, 0, 'Lifetime'),
    ('alpha', '01a2041d277100000cf7e088', 'purchase', 'Purchase', '', 'BonusMultiplier',
    'Immediate', 0, '1', 1, 0, 1, '', NULL, NULL, 1774180800000, 1774180800000, 0, 'Lifetime');

INSERT INTO levels (partner_id, id, level_id, name, description, type, position, minimum_points,
    bonus_multiplier, is_active, created_at, updated_at)
VALUES
    ('zulu', '01a2041d21610000efc1bda9', 'gold', 'Gold', '', 'Period', 1, 50, '1.5', 1,
    1769860800000, 1769860800000);

INSERT INTO redemptions (partner_id, id, redemption_id, name, is_active, allowed_redeem_points,
    value, giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
    associated_levels, card_image_url, after_redemption_html, enable_coupon_based_incentive,
    send_redemption_email, email_subject, email_html, created_at, updated_at)
VALUES
    ('zulu', '01a2041d216e00002e9f2252', 'card', 'Gift card', 1, 100, '5 off', '', '', NULL,
    '2099-12-31', 'all', NULL, NULL, 1, 1, NULL, NULL, 1769860800000, 1769860800000),
    ('alpha', '01a2041d27820000cbf342d3', 'card', 'Gift card', 1, 100, '5 off', '', '', NULL,
    '2099-12-31', 'all', NULL, NULL, 1, 1, NULL, NULL, 1774180800000, 1774180800000);

INSERT INTO coupons (partner_id, redemption_id, position, code)
VALUES
    ('zulu', 'card', 2, 'C3'),
    ('alpha', 'card', 0, 'C1'),
    ('alpha', 'card', 1, 'C2'),
    ('alpha', 'card', 2, 'C3');

INSERT INTO users (partner_id, id, email, email_fold, uid, first_name, last_name, gender,
    profile_image_url, language, status, enrolled_at, updated_at, last_activity_at, version,
    next_due_at, lifetime_points, period, period_points, points_before, period_level_id,
    period_level_points, lifetime_level_id, lifetime_level_points, available_points,
    pending_points, redeemed_points, debt, awarded_at, awarded_points, awarded_for, schedule,
    last_activity_on)
VALUES
    ('zulu', '01a2041d218900006bb93294', 'jane@shop.example', 'jane@shop.example', NULL, '', '',
    'Unknown', NULL, 'English', 'Active', 1769860800000, 1769860800000, 1773403200000, 1,
    1775991600000, 843, 2026, 843, 0, NULL, 0, NULL, 0, 683, 40, 100, 0, 1773316800000, 750,
    'Purchase', '1778709600000:8', '2026-03-13'),
    ('zulu', '01a2041d25e9000071a36854', 'bob@shop.example', 'bob@shop.example', NULL, '', '',
    'Unknown', NULL, 'English', 'Active', 1769860800000, 1769860800000, 1770120000000, 1, NULL,
    80, 2026, 80, 0, NULL, 0, NULL, 0, -20, 0, 100, 20, 1769860800000, 45, 'Purchase', '',
    '2026-02-03'),
    ('alpha', '01a2041d277700000ca4d102', 'jane@shop.example', 'jane@shop.example', NULL, '', '',
    'Unknown', NULL, 'English', 'Active', 1774180800000, 1774180800000, 1774180800000, 1, NULL,
    10, 2026, 10, 0, NULL, 0, NULL, 0, 10, 0, 0, 0, 1774180800000, 10, 'Purchase', '',
    '2026-03-22');

INSERT INTO transactions (partner_id, id, user_id, type, status, points, created_at, updated_at,
    approved_at, auto_approval_at, approved_by, activity_id, activity_name, order_id,
    redemption_id, redemption_name, redemption_value, coupon_code, reason, debt, number)
VALUES
    ('zulu', '01a2041d21b60000a0f9cae9', '01a2041d218900006bb93294', 'Award', 'Exhausted', 70,
    1769860800000, 1770033600000, 1769860800000, NULL, NULL, 'soon', 'Purchase', NULL, NULL, NULL,
    NULL, NULL, NULL, 0, 1),
    ('zulu', '01a2041d25de00006d545b21', '01a2041d218900006bb93294', 'Award', 'Expired', 60,
    1769860800000, 1772319600000, 1769860800000, NULL, NULL, 'soon', 'Purchase', NULL, NULL, NULL,
    NULL, NULL, NULL, 0, 2),
    ('zulu', '01a2041d25e90001ca36dcff', '01a2041d25e9000071a36854', 'Award', 'Exhausted', 100,
    1769860800000, 1770033600000, 1769860800000, NULL, NULL, 'soon', 'Purchase', 'order-7', NULL,
    NULL, NULL, NULL, NULL, 0, 3),
    ('zulu', '01a2041d25ed000048051972', '01a2041d25e9000071a36854', 'Award', 'AutoRejected', 45,
    1769860800000, 1770120000000, NULL, 1772280000000, NULL, 'monthly', 'Purchase', 'order-8',
    NULL, NULL, NULL, NULL, NULL, 0, 4),
    ('zulu', '01a2041d25fb0000274f6ce8', '01a2041d218900006bb93294', 'Redeem', 'Redeemed', 100,
    1770033600000, 1770033600000, NULL, NULL, NULL, NULL, NULL, NULL, 'card', 'Gift card', '5 off',
    'C1', NULL, 0, 5),
    ('zulu', '01a2041d26270000ff3ef631', '01a2041d25e9000071a36854', 'Redeem', 'Redeemed', 100,
    1770033600000, 1770033600000, NULL, NULL, NULL, NULL, NULL, NULL, 'card', 'Gift card', '5 off',
    'C2', NULL, 0, 6),
    ('zulu', '01a2041d263b0000e9ed714b', '01a2041d25e9000071a36854', 'Deduct', 'Deducted', 20,
    1770120000000, 1772539200000, NULL, 1772539200000, NULL, NULL, NULL, 'order-7', NULL, NULL,
    NULL, NULL, 'Order Partially Returned', 20, 7),
    ('zulu', '01a2041d26570000af24b139', '01a2041d25e9000071a36854', 'Deduct', 'Deducted', 45,
    1770120000000, 1772539200000, NULL, 1772539200000, NULL, NULL, NULL, 'order-8', NULL, NULL,
    NULL, NULL, 'Order Fully Returned', 0, 8),
    ('zulu', '01a2041d26bf000091ef8376', '01a2041d218900006bb93294', 'Award', 'Approved', 38,
    1773316800000, 1773489600000, 1773489600000, NULL, 'api', 'manual', 'Purchase', NULL, NULL,
    NULL, NULL, NULL, NULL, 0, 9),
    ('zulu', '01a2041d26c800003a51115b', '01a2041d218900006bb93294', 'Award', 'Rejected', 18,
    1773316800000, 1773403200000, NULL, NULL, NULL, 'manual', 'Purchase', NULL, NULL, NULL, NULL,
    NULL, NULL, 0, 10),
    ('zulu', '01a2041d26d000001fef3cf9', '01a2041d218900006bb93294', 'Award', 'Pending', 19,
    1773316800000, 1773316800000, NULL, NULL, NULL, 'manual', 'Purchase', NULL, NULL, NULL, NULL,
    NULL, NULL, 0, 11),
    ('zulu', '01a2041d26d70000675b3211', '01a2041d218900006bb93294', 'Award', 'Pending', 21,
    1773316800000, 1773316800000, NULL, 1775991600000, NULL, 'monthly', 'Purchase', NULL, NULL,
    NULL, NULL, NULL, NULL, 0, 12),
    ('zulu', '01a2041d26dc00005692c2bc', '01a2041d218900006bb93294', 'Award', 'AutoApproved', 750,
    1773316800000, 1773316800000, 1773316800000, NULL, NULL, 'forever', 'Purchase', 'order-1',
    NULL, NULL, NULL, NULL, NULL, 0, 13),
    ('zulu', '01a2041d2715000068ddc6f5', '01a2041d218900006bb93294', 'Deduct', 'Deducted', 30,
    1773403200000, 1773403200000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    'A mistake', 0, 14),
    ('zulu', '01a2041d272000008fb54457', '01a2041d218900006bb93294', 'Deduct', 'PendingDeduction',
    75, 1773403200000, 1773403200000, NULL, 1776078000000, NULL, NULL, NULL, 'order-1', NULL,
    NULL, NULL, NULL, 'Order Partially Returned', 0, 15),
    ('zulu', '01a2041d27270000deafbf6a', '01a2041d218900006bb93294', 'Deduct', 'Rejected', 90,
    1773403200000, 1773403200000, NULL, 1776078000000, NULL, NULL, NULL, 'order-1', NULL, NULL,
    NULL, NULL, 'Order Partially Returned', 0, 16),
    ('alpha', '01a2041d2778000053b0439b', '01a2041d277700000ca4d102', 'Award', 'AutoApproved', 10,
    1774180800000, 1774180800000, 1774180800000, NULL, NULL, 'purchase', 'Purchase', NULL, NULL,
    NULL, NULL, NULL, NULL, 0, 1);

INSERT INTO lots (partner_id, id, user_id, state, points, points_used, points_deducted,
    points_expired, remaining, approved_at, expires_at, valid_until, points_expiration_period,
    qualified_points, points_passed, returned_amount, returned_points, base_value,
    activity_multiplier, level_multiplier, rounding)
VALUES
    ('zulu', '01a2041d21b60000a0f9cae9', '01a2041d218900006bb93294', 'Approved', 70, 70, 0, 0, 0,
    1769860800000, 1772280000000, 1772319600000, 1, 1, '70', '0', 0, '70', '1', '1', 'Floor'),
    ('zulu', '01a2041d25de00006d545b21', '01a2041d218900006bb93294', 'Approved', 60, 30, 0, 30, 0,
    1769860800000, 1772280000000, 1772319600000, 1, 1, '40', '0', 0, '40', '1', '1.5', 'Floor'),
    ('zulu', '01a2041d25e90001ca36dcff', '01a2041d25e9000071a36854', 'Approved', 100, 100, 0, 0,
    0, 1769860800000, 1772280000000, 1772319600000, 1, 1, '100', '20', 20, '100', '1', '1',
    'Floor'),
    ('zulu', '01a2041d25ed000048051972', '01a2041d25e9000071a36854', 'AutoRejected', 45, 0, 45, 0,
    0, NULL, NULL, 253402214400000, 1, 1, '30', '30', 45, '30', '1', '1.5', 'Floor'),
    ('zulu', '01a2041d26bf000091ef8376', '01a2041d218900006bb93294', 'Approved', 38, 0, 30, 0, 8,
    1773403200000, 1778670000000, 1778709600000, 2, 1, '25.5', '0', 0, '25.5', '1', '1.5',
    'Floor'),
    ('zulu', '01a2041d26c800003a51115b', '01a2041d218900006bb93294', 'Rejected', 18, 0, 0, 0, 18,
    NULL, NULL, 253402214400000, 2, 1, '12', '0', 0, '12', '1', '1.5', 'Floor'),
    ('zulu', '01a2041d26d000001fef3cf9', '01a2041d218900006bb93294', 'Pending', 19, 0, 0, 0, 19,
    NULL, NULL, 253402214400000, 2, 1, '13', '0', 0, '13', '1', '1.5', 'Floor'),
    ('zulu', '01a2041d26d70000675b3211', '01a2041d218900006bb93294', 'Pending', 21, 0, 0, 0, 21,
    NULL, NULL, 253402214400000, 1, 1, '14', '0', 0, '14', '1', '1.5', 'Floor'),
    ('zulu', '01a2041d26dc00005692c2bc', '01a2041d218900006bb93294', 'Approved', 750, 0, 75, 0,
    675, 1773316800000, NULL, 253402214400000, 0, 1, '500', '50', 75, '500', '1', '1.5', 'Floor'),
    ('alpha', '01a2041d2778000053b0439b', '01a2041d277700000ca4d102', 'Approved', 10, 0, 0, 0, 10,
    1774180800000, NULL, 253402214400000, 0, 1, '10', '0', 0, '10', '1', '1', 'Floor');

INSERT INTO allocations (partner_id, transaction_id, lot_id, points)
VALUES
    ('zulu', '01a2041d25fb0000274f6ce8', '01a2041d21b60000a0f9cae9', 70),
    ('zulu', '01a2041d25fb0000274f6ce8', '01a2041d25de00006d545b21', 30),
    ('zulu', '01a2041d26270000ff3ef631', '01a2041d25e90001ca36dcff', 100),
    ('zulu', '01a2041d26570000af24b139', '01a2041d25ed000048051972', 45),
    ('zulu', '01a2041d2715000068ddc6f5', '01a2041d26bf000091ef8376', 30),
    ('zulu', '01a2041d272000008fb54457', '01a2041d26dc00005692c2bc', 75);

INSERT INTO returns (partner_id, transaction_id, award_id, amount, points)
VALUES
    ('zulu', '01a2041d263b0000e9ed714b', '01a2041d25e90001ca36dcff', '20', 20),
    ('zulu', '01a2041d26570000af24b139', '01a2041d25ed000048051972', '30', 45),
    ('zulu', '01a2041d272000008fb54457', '01a2041d26dc00005692c2bc', '50', 75),
    ('zulu', '01a2041d27270000deafbf6a', '01a2041d26dc00005692c2bc', '60', 90);

INSERT INTO tallies (partner_id, size, block, type, status, count)
VALUES
    ('zulu', 128, 0, 'Award', 'AutoApproved', 1),
    ('zulu', 16384, 0, 'Award', 'AutoApproved', 1),
    ('zulu', 128, 0, 'Award', 'Pending', 2),
    ('zulu', 16384, 0, 'Award', 'Pending', 2),
    ('zulu', 128, 0, 'Redeem', 'Redeemed', 2),
    ('zulu', 16384, 0, 'Redeem', 'Redeemed', 2),
    ('zulu', 128, 0, 'Award', 'Exhausted', 2),
    ('zulu', 16384, 0, 'Award', 'Exhausted', 2),
    ('zulu', 128, 0, 'Deduct', 'PendingDeduction', 1),
    ('zulu', 16384, 0, 'Deduct', 'PendingDeduction', 1),
    ('zulu', 128, 0, 'Award', 'AutoRejected', 1),
    ('zulu', 16384, 0, 'Award', 'AutoRejected', 1),
    ('zulu', 128, 0, 'Award', 'Expired', 1),
    ('zulu', 16384, 0, 'Award', 'Expired', 1),
    ('zulu', 128, 0, 'Deduct', 'Deducted', 3),
    ('zulu', 16384, 0, 'Deduct', 'Deducted', 3),
    ('zulu', 128, 0, 'Award', 'Approved', 1),
    ('zulu', 16384, 0, 'Award', 'Approved', 1),
    ('zulu', 128, 0, 'Award', 'Rejected', 1),
    ('zulu', 16384, 0, 'Award', 'Rejected', 1),
    ('zulu', 128, 0, 'Deduct', 'Rejected', 1),
    ('zulu', 16384, 0, 'Deduct', 'Rejected', 1),
    ('alpha', 128, 0, 'Award', 'AutoApproved', 1),
    ('alpha', 16384, 0, 'Award', 'AutoApproved', 1);
