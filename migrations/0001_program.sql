-- One text for both engines; types and words as house.md's table has them.

CREATE TABLE partners (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    is_sandbox BOOLEAN NOT NULL,
    clock_at BIGINT NULL,
    created_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    rounding TEXT NOT NULL
        CHECK (rounding IN ('Floor', 'Nearest', 'Ceiling')),
    returns_when_spent TEXT NOT NULL
        CHECK (returns_when_spent IN ('WithinBalance', 'Refuse', 'AllowNegative')),
    enroll_on_award BOOLEAN NOT NULL,
    period_start_month BIGINT NOT NULL
        CHECK (period_start_month BETWEEN 1 AND 12)
);

CREATE TABLE activities (
    partner_id TEXT NOT NULL REFERENCES partners (id),
    id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Fixed', 'BonusMultiplier')),
    approval_method TEXT NOT NULL
        CHECK (approval_method IN ('Immediate', 'Manual', 'Monthly')),
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
    PRIMARY KEY (partner_id, id),
    UNIQUE (partner_id, activity_id)
);

CREATE TABLE levels (
    partner_id TEXT NOT NULL REFERENCES partners (id),
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
    PRIMARY KEY (partner_id, id),
    UNIQUE (partner_id, level_id)
);

CREATE TABLE redemptions (
    partner_id TEXT NOT NULL REFERENCES partners (id),
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
    PRIMARY KEY (partner_id, id),
    UNIQUE (partner_id, redemption_id)
);

-- Codes not yet issued. An issued code leaves the table and stands in its redeem.
CREATE TABLE coupons (
    partner_id TEXT NOT NULL,
    redemption_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (partner_id, redemption_id, position),
    UNIQUE (partner_id, code, redemption_id),
    FOREIGN KEY (partner_id, redemption_id) REFERENCES redemptions (partner_id, redemption_id)
);

-- The totals at the end of the row are a cache of the rows of transactions and lots.
CREATE TABLE users (
    partner_id TEXT NOT NULL REFERENCES partners (id),
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
    version BIGINT NOT NULL,
    next_due_at BIGINT NULL,
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
    PRIMARY KEY (partner_id, id),
    UNIQUE (partner_id, email_fold),
    UNIQUE (partner_id, uid)
);

CREATE INDEX users_by_enrolment ON users (partner_id, enrolled_at, id);

CREATE INDEX users_by_activity ON users (partner_id, last_activity_at, id);

CREATE TABLE transactions (
    partner_id TEXT NOT NULL,
    id TEXT NOT NULL,
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
    PRIMARY KEY (partner_id, id),
    FOREIGN KEY (partner_id, user_id) REFERENCES users (partner_id, id)
);

CREATE INDEX transactions_by_time ON transactions (partner_id, created_at, id);

CREATE INDEX transactions_by_user ON transactions (partner_id, user_id, created_at, id);

CREATE UNIQUE INDEX transactions_by_order ON transactions (partner_id, order_id, activity_id)
    WHERE type = 'Award' AND order_id IS NOT NULL;

CREATE UNIQUE INDEX transactions_by_coupon ON transactions (partner_id, coupon_code)
    WHERE coupon_code IS NOT NULL;

CREATE INDEX transactions_in_debt ON transactions (partner_id, user_id, created_at, id)
    WHERE debt > 0;

CREATE TABLE lots (
    partner_id TEXT NOT NULL,
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('Pending', 'Approved', 'Rejected', 'AutoRejected')),
    points BIGINT NOT NULL CHECK (points BETWEEN 1 AND 1000000000000000),
    points_used BIGINT NOT NULL CHECK (points_used >= 0),
    points_deducted BIGINT NOT NULL CHECK (points_deducted >= 0),
    points_expired BIGINT NOT NULL CHECK (points_expired >= 0),
    remaining BIGINT NOT NULL CHECK (remaining >= 0),
    approved_at BIGINT NULL,
    expires_at BIGINT NULL,
    valid_until BIGINT NOT NULL,
    points_expiration_period BIGINT NOT NULL,
    qualified_points BOOLEAN NOT NULL,
    points_passed TEXT NULL,
    returned_amount TEXT NOT NULL,
    returned_points BIGINT NOT NULL CHECK (returned_points >= 0),
    base_value TEXT NOT NULL,
    activity_multiplier TEXT NOT NULL,
    level_multiplier TEXT NOT NULL,
    rounding TEXT NOT NULL CHECK (rounding IN ('Floor', 'Nearest', 'Ceiling')),
    PRIMARY KEY (partner_id, id),
    FOREIGN KEY (partner_id, id) REFERENCES transactions (partner_id, id),
    CHECK (points = points_used + points_deducted + points_expired + remaining)
);

-- The order in which spends take lots.
CREATE INDEX lots_to_spend ON lots (partner_id, user_id, valid_until, approved_at, id)
    WHERE state = 'Approved' AND remaining > 0;

-- Which lot gave how many points to which redeem or deduct.
CREATE TABLE allocations (
    partner_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    lot_id TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points > 0),
    PRIMARY KEY (partner_id, transaction_id, lot_id),
    FOREIGN KEY (partner_id, transaction_id) REFERENCES transactions (partner_id, id),
    FOREIGN KEY (partner_id, lot_id) REFERENCES lots (partner_id, id)
);

CREATE INDEX allocations_by_lot ON allocations (partner_id, lot_id, transaction_id);

-- What a return took back of which award; undone when its deduct is rejected.
CREATE TABLE returns (
    partner_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    award_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points >= 0),
    PRIMARY KEY (partner_id, transaction_id, award_id),
    FOREIGN KEY (partner_id, transaction_id) REFERENCES transactions (partner_id, id),
    FOREIGN KEY (partner_id, award_id) REFERENCES lots (partner_id, id)
);
