-- What an award costs in a large program is how many pages it touches. So a number of a program is
-- in front of every row and key, where its id was, a text of 32 characters; and an award and its
-- lot are one row.
-- Tables are made anew under their names, filled from the old ones, and those dropped, children
-- first, so that no row is looked up for the sake of a dropped one.

ALTER TABLE partners RENAME TO old_partners;
ALTER TABLE activities RENAME TO old_activities;
ALTER TABLE levels RENAME TO old_levels;
ALTER TABLE redemptions RENAME TO old_redemptions;
ALTER TABLE coupons RENAME TO old_coupons;
ALTER TABLE users RENAME TO old_users;
ALTER TABLE transactions RENAME TO old_transactions;
ALTER TABLE lots RENAME TO old_lots;
ALTER TABLE allocations RENAME TO old_allocations;
ALTER TABLE returns RENAME TO old_returns;
ALTER TABLE tallies RENAME TO old_tallies;

-- Programs are counted through in the order in which they were created: that is what they are
-- called in the other tables. The version rises with every change of a program's settings,
-- activities, levels and redemptions.
CREATE TABLE partners (
    number BIGINT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    is_sandbox BOOLEAN NOT NULL,
    clock_at BIGINT NULL,
    created_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    rounding TEXT NOT NULL CHECK (rounding IN ('Floor', 'Nearest', 'Ceiling')),
    returns_when_spent TEXT NOT NULL
        CHECK (returns_when_spent IN ('WithinBalance', 'Refuse', 'AllowNegative')),
    enroll_on_award BOOLEAN NOT NULL,
    period_start_month BIGINT NOT NULL CHECK (period_start_month BETWEEN 1 AND 12),
    version BIGINT NOT NULL DEFAULT 0
);

INSERT INTO partners (
    number, id, name, key_hash, is_sandbox, clock_at, created_at, time_zone, rounding,
    returns_when_spent, enroll_on_award, period_start_month, version)
SELECT ROW_NUMBER() OVER (ORDER BY created_at, id), id, name, key_hash, is_sandbox, clock_at,
    created_at, time_zone, rounding, returns_when_spent, enroll_on_award, period_start_month,
    version
FROM old_partners
ORDER BY created_at, id;

CREATE TABLE activities (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Fixed', 'BonusMultiplier')),
    approval_method TEXT NOT NULL CHECK (approval_method IN ('Immediate', 'Manual', 'Monthly')),
    points_per_activity BIGINT NOT NULL CHECK (points_per_activity >= 0),
    bonus_multiplier TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    points_expiration_period BIGINT NOT NULL CHECK (points_expiration_period >= 0),
    qualified_points BOOLEAN NOT NULL,
    terms_and_conditions TEXT NOT NULL,
    image_url TEXT NULL,
    points_earning_url TEXT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    max_award_frequency BIGINT NOT NULL CHECK (max_award_frequency >= 0),
    max_award_frequency_interval TEXT NOT NULL
        CHECK (max_award_frequency_interval IN ('Day', 'Week', 'Month', 'Year', 'Lifetime')),
    PRIMARY KEY (program, id),
    UNIQUE (program, activity_id)
);

INSERT INTO activities (
    program, id, activity_id, name, description, type, approval_method, points_per_activity,
    bonus_multiplier, is_active, points_expiration_period, qualified_points,
    terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
    max_award_frequency, max_award_frequency_interval)
SELECT p.number, a.id, a.activity_id, a.name, a.description, a.type, a.approval_method,
    a.points_per_activity, a.bonus_multiplier, a.is_active, a.points_expiration_period,
    a.qualified_points, a.terms_and_conditions, a.image_url, a.points_earning_url, a.created_at,
    a.updated_at, a.max_award_frequency, a.max_award_frequency_interval
FROM partners AS p
JOIN old_activities AS a ON a.partner_id = p.id
ORDER BY p.number, a.id;

CREATE TABLE levels (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    level_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Period', 'Lifetime')),
    position BIGINT NOT NULL,
    minimum_points BIGINT NOT NULL CHECK (minimum_points >= 0),
    bonus_multiplier TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (program, id),
    UNIQUE (program, level_id)
);

INSERT INTO levels (
    program, id, level_id, name, description, type, position, minimum_points, bonus_multiplier,
    is_active, created_at, updated_at)
SELECT p.number, l.id, l.level_id, l.name, l.description, l.type, l.position, l.minimum_points,
    l.bonus_multiplier, l.is_active, l.created_at, l.updated_at
FROM partners AS p
JOIN old_levels AS l ON l.partner_id = p.id
ORDER BY p.number, l.id;

CREATE TABLE redemptions (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    redemption_id TEXT NOT NULL,
    name TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    allowed_redeem_points BIGINT NOT NULL CHECK (allowed_redeem_points > 0),
    value TEXT NOT NULL,
    giftcard_description TEXT NOT NULL,
    terms_and_conditions TEXT NOT NULL,
    instructions TEXT NULL,
    coupon_expires_on TEXT NOT NULL,
    associated_levels TEXT NOT NULL,
    card_image_url TEXT NULL,
    after_redemption_html TEXT NULL,
    enable_coupon_based_incentive BOOLEAN NOT NULL,
    send_redemption_email BOOLEAN NOT NULL,
    email_subject TEXT NULL,
    email_html TEXT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (program, id),
    UNIQUE (program, redemption_id)
);

INSERT INTO redemptions (
    program, id, redemption_id, name, is_active, allowed_redeem_points, value,
    giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
    associated_levels, card_image_url, after_redemption_html, enable_coupon_based_incentive,
    send_redemption_email, email_subject, email_html, created_at, updated_at)
SELECT p.number, r.id, r.redemption_id, r.name, r.is_active, r.allowed_redeem_points, r.value,
    r.giftcard_description, r.terms_and_conditions, r.instructions, r.coupon_expires_on,
    r.associated_levels, r.card_image_url, r.after_redemption_html,
    r.enable_coupon_based_incentive, r.send_redemption_email, r.email_subject, r.email_html,
    r.created_at, r.updated_at
FROM partners AS p
JOIN old_redemptions AS r ON r.partner_id = p.id
ORDER BY p.number, r.id;

-- Codes not yet issued. An issued code leaves the table and stands in its redeem.
CREATE TABLE coupons (
    program BIGINT NOT NULL,
    redemption_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (program, redemption_id, position),
    UNIQUE (program, code, redemption_id),
    FOREIGN KEY (program, redemption_id) REFERENCES redemptions (program, redemption_id)
);

INSERT INTO coupons (program, redemption_id, position, code)
SELECT p.number, c.redemption_id, c.position, c.code
FROM partners AS p
JOIN old_coupons AS c ON c.partner_id = p.id
ORDER BY p.number, c.redemption_id, c.position;

-- The schedule, "instant:points" of what lapses when, and the totals from lifetime_points on are a
-- cache of the transactions; last_activity_on is the program's day; next_due_at is never late.
CREATE TABLE users (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    email_fold TEXT NOT NULL,
    uid TEXT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    gender TEXT NOT NULL CHECK (gender IN ('Unknown', 'Male', 'Female')),
    profile_image_url TEXT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('Active', 'Blocked')),
    enrolled_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    last_activity_at BIGINT NULL,
    last_activity_on TEXT NULL,
    version BIGINT NOT NULL,
    next_due_at BIGINT NULL,
    schedule TEXT NOT NULL,
    lifetime_points BIGINT NOT NULL,
    period BIGINT NOT NULL,
    period_points BIGINT NOT NULL,
    points_before BIGINT NOT NULL,
    period_level_id TEXT NULL,
    period_level_points BIGINT NOT NULL,
    lifetime_level_id TEXT NULL,
    lifetime_level_points BIGINT NOT NULL,
    available_points BIGINT NOT NULL CHECK (available_points >= 0 OR debt > 0),
    pending_points BIGINT NOT NULL CHECK (pending_points >= 0),
    redeemed_points BIGINT NOT NULL CHECK (redeemed_points >= 0),
    debt BIGINT NOT NULL CHECK (debt >= 0),
    awarded_at BIGINT NULL,
    awarded_points BIGINT NULL,
    awarded_for TEXT NULL,
    PRIMARY KEY (program, id),
    UNIQUE (program, email_fold),
    UNIQUE (program, uid)
);

INSERT INTO users (
    program, id, email, email_fold, uid, first_name, last_name, gender, profile_image_url,
    language, status, enrolled_at, updated_at, last_activity_at, last_activity_on, version,
    next_due_at, schedule, lifetime_points, period, period_points, points_before,
    period_level_id, period_level_points, lifetime_level_id, lifetime_level_points,
    available_points, pending_points, redeemed_points, debt, awarded_at, awarded_points,
    awarded_for)
SELECT p.number, u.id, u.email, u.email_fold, u.uid, u.first_name, u.last_name, u.gender,
    u.profile_image_url, u.language, u.status, u.enrolled_at, u.updated_at, u.last_activity_at,
    u.last_activity_on, u.version, u.next_due_at, u.schedule, u.lifetime_points, u.period,
    u.period_points, u.points_before, u.period_level_id, u.period_level_points,
    u.lifetime_level_id, u.lifetime_level_points, u.available_points, u.pending_points,
    u.redeemed_points, u.debt, u.awarded_at, u.awarded_points, u.awarded_for
FROM partners AS p
JOIN old_users AS u ON u.partner_id = p.id
ORDER BY p.number, u.id;

-- A program's transactions are numbered in the order in which they were made, without a gap. From
-- state on it is an award's lot, which has no columns of its own for what never differs from its
-- award's; approved_at is the newest approval, lot_approved_at the first.
CREATE TABLE transactions (
    program BIGINT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Award', 'Redeem', 'Deduct')),
    status TEXT NOT NULL CHECK (status IN (
        'Pending', 'AutoApproved', 'Approved', 'AutoRejected', 'Rejected', 'Exhausted', 'Expired',
        'Redeemed', 'PendingDeduction', 'Deducted')),
    points BIGINT NOT NULL CHECK (points BETWEEN 0 AND 1000000000000000),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    approved_at BIGINT NULL,
    auto_approval_at BIGINT NULL,
    approved_by TEXT NULL,
    activity_id TEXT NULL,
    activity_name TEXT NULL,
    order_id TEXT NULL,
    redemption_id TEXT NULL,
    redemption_name TEXT NULL,
    redemption_value TEXT NULL,
    coupon_code TEXT NULL,
    reason TEXT NULL,
    debt BIGINT NOT NULL CHECK (debt BETWEEN 0 AND points),
    state TEXT NULL CHECK (state IN ('Pending', 'Approved', 'Rejected', 'AutoRejected')),
    points_used BIGINT NULL CHECK (points_used >= 0),
    points_deducted BIGINT NULL CHECK (points_deducted >= 0),
    points_expired BIGINT NULL CHECK (points_expired >= 0),
    remaining BIGINT NULL CHECK (remaining >= 0),
    lot_approved_at BIGINT NULL,
    expires_at BIGINT NULL,
    valid_until BIGINT NULL,
    points_expiration_period BIGINT NULL,
    qualified_points BOOLEAN NULL,
    points_passed TEXT NULL,
    returned_amount TEXT NULL,
    returned_points BIGINT NULL CHECK (returned_points >= 0),
    base_value TEXT NULL,
    activity_multiplier TEXT NULL,
    level_multiplier TEXT NULL,
    rounding TEXT NULL CHECK (rounding IN ('Floor', 'Nearest', 'Ceiling')),
    PRIMARY KEY (program, id),
    FOREIGN KEY (program, user_id) REFERENCES users (program, id),
    CHECK ((type = 'Award') = (state IS NOT NULL)),
    CONSTRAINT award_has_whole_lot CHECK (CASE WHEN state IS NOT NULL
        THEN points >= 1 AND points_used IS NOT NULL AND points_deducted IS NOT NULL
            AND points_expired IS NOT NULL AND remaining IS NOT NULL AND valid_until IS NOT NULL
            AND points_expiration_period IS NOT NULL AND qualified_points IS NOT NULL
            AND returned_amount IS NOT NULL AND returned_points IS NOT NULL
            AND base_value IS NOT NULL AND activity_multiplier IS NOT NULL
            AND level_multiplier IS NOT NULL AND rounding IS NOT NULL
        ELSE qualified_points IS NULL
            AND COALESCE(points_used, points_deducted, points_expired, remaining, lot_approved_at,
                expires_at, valid_until, points_expiration_period, returned_points) IS NULL
            AND COALESCE(points_passed, returned_amount, base_value, activity_multiplier,
                level_multiplier, rounding) IS NULL END),
    CHECK (points = points_used + points_deducted + points_expired + remaining)
);

INSERT INTO transactions (
    program, id, number, user_id, type, status, points, created_at, updated_at, approved_at,
    auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
    redemption_name, redemption_value, coupon_code, reason, debt, state, points_used,
    points_deducted, points_expired, remaining, lot_approved_at, expires_at, valid_until,
    points_expiration_period, qualified_points, points_passed, returned_amount, returned_points,
    base_value, activity_multiplier, level_multiplier, rounding)
SELECT p.number, t.id, t.number, t.user_id, t.type, t.status, t.points, t.created_at,
    t.updated_at, t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id,
    t.activity_name, t.order_id, t.redemption_id, t.redemption_name, t.redemption_value,
    t.coupon_code, t.reason, t.debt, l.state, l.points_used, l.points_deducted, l.points_expired,
    l.remaining, l.approved_at, l.expires_at, l.valid_until, l.points_expiration_period,
    l.qualified_points, l.points_passed, l.returned_amount, l.returned_points, l.base_value,
    l.activity_multiplier, l.level_multiplier, l.rounding
FROM partners AS p
JOIN old_transactions AS t ON t.partner_id = p.id
LEFT JOIN old_lots AS l ON l.partner_id = t.partner_id AND l.id = t.id
ORDER BY p.number, t.id;

-- Which lot gave how many points to which redeem or deduct.
CREATE TABLE allocations (
    program BIGINT NOT NULL,
    transaction_id TEXT NOT NULL,
    lot_id TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points > 0),
    PRIMARY KEY (program, transaction_id, lot_id),
    FOREIGN KEY (program, transaction_id) REFERENCES transactions (program, id),
    FOREIGN KEY (program, lot_id) REFERENCES transactions (program, id)
);

INSERT INTO allocations (program, transaction_id, lot_id, points)
SELECT p.number, a.transaction_id, a.lot_id, a.points
FROM partners AS p
JOIN old_allocations AS a ON a.partner_id = p.id
ORDER BY p.number, a.transaction_id, a.lot_id;

-- What a return took back of which award; undone when its deduct is rejected.
CREATE TABLE returns (
    program BIGINT NOT NULL,
    transaction_id TEXT NOT NULL,
    award_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points >= 0),
    PRIMARY KEY (program, transaction_id, award_id),
    FOREIGN KEY (program, transaction_id) REFERENCES transactions (program, id),
    FOREIGN KEY (program, award_id) REFERENCES transactions (program, id)
);

INSERT INTO returns (program, transaction_id, award_id, amount, points)
SELECT p.number, r.transaction_id, r.award_id, r.amount, r.points
FROM partners AS p
JOIN old_returns AS r ON r.partner_id = p.id
ORDER BY p.number, r.transaction_id, r.award_id;

-- How many transactions of each type and status there are in each block of numbers. A block is a
-- number divided by the size of the blocks; there are blocks of 128 and of 16384.
CREATE TABLE tallies (
    program BIGINT NOT NULL,
    size BIGINT NOT NULL,
    block BIGINT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (program, size, block, type, status)
);

INSERT INTO tallies (program, size, block, type, status, count)
SELECT p.number, t.size, t.block, t.type, t.status, t.count
FROM partners AS p
JOIN old_tallies AS t ON t.partner_id = p.id
ORDER BY p.number, t.size, t.block, t.type, t.status;

DROP TABLE old_tallies;
DROP TABLE old_returns;
DROP TABLE old_allocations;
DROP TABLE old_lots;
DROP TABLE old_transactions;
DROP TABLE old_users;
DROP TABLE old_coupons;
DROP TABLE old_redemptions;
DROP TABLE old_levels;
DROP TABLE old_activities;
DROP TABLE old_partners;

CREATE INDEX users_by_enrolment ON users (program, enrolled_at, id);
CREATE INDEX users_by_activity ON users (program, last_activity_on, id)
    WHERE last_activity_on IS NOT NULL;

-- Members of whom time has something to change.
CREATE INDEX users_due ON users (program, next_due_at, id)
    WHERE next_due_at IS NOT NULL;
CREATE UNIQUE INDEX transactions_by_number ON transactions (program, number);

-- In a program no instant lies before that of a lower number, so either end of a stretch of time
-- is a number.
CREATE INDEX transactions_by_time ON transactions (program, created_at, number);
CREATE INDEX transactions_by_user ON transactions (program, user_id, number);
CREATE UNIQUE INDEX transactions_by_order ON transactions (program, order_id, activity_id)
    WHERE type = 'Award' AND order_id IS NOT NULL;
CREATE UNIQUE INDEX transactions_by_coupon ON transactions (program, coupon_code)
    WHERE coupon_code IS NOT NULL;
CREATE INDEX transactions_in_debt ON transactions (program, user_id, number)
    WHERE debt > 0;

-- What time will move, by member: awards that wait for approval, returns that wait for settlement.
CREATE INDEX transactions_waiting ON transactions (program, user_id, auto_approval_at, number)
    WHERE auto_approval_at IS NOT NULL AND status IN ('Pending', 'PendingDeduction');

-- The order in which spends take lots.
CREATE INDEX lots_to_spend ON transactions (program, user_id, valid_until, lot_approved_at, number)
    WHERE state = 'Approved' AND remaining > 0;
CREATE INDEX allocations_by_lot ON allocations (program, lot_id, transaction_id);
