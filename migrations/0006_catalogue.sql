-- The first of three steps by which the tables themselves hold what the code promises: what a
-- merchant's program offers. Points of one row are between 0 and 10^15 everywhere; only totals of
-- a member have no upper bound, for what is given back may come on top of what was earned since.
-- Tables are made anew, as in the fourth step: the engine of one file takes no further condition on
-- a table that is there.

ALTER TABLE migrations RENAME TO old_migrations;
ALTER TABLE activities RENAME TO old_activities;
ALTER TABLE levels RENAME TO old_levels;
ALTER TABLE redemptions RENAME TO old_redemptions;
ALTER TABLE coupons RENAME TO old_coupons;

CREATE TABLE migrations (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

INSERT INTO migrations (version, name)
SELECT version, name
FROM old_migrations
ORDER BY version;

CREATE TABLE activities (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Fixed', 'BonusMultiplier')),
    approval_method TEXT NOT NULL CHECK (approval_method IN ('Immediate', 'Manual', 'Monthly')),
    points_per_activity BIGINT NOT NULL
        CHECK (points_per_activity BETWEEN 0 AND 1000000000000000),
    bonus_multiplier TEXT NOT NULL,
    is_active BOOLEAN NOT NULL CHECK (is_active IN (TRUE, FALSE)),
    points_expiration_period BIGINT NOT NULL CHECK (points_expiration_period >= 0),
    qualified_points BOOLEAN NOT NULL CHECK (qualified_points IN (TRUE, FALSE)),
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
SELECT program, id, activity_id, name, description, type, approval_method, points_per_activity,
    bonus_multiplier, is_active, points_expiration_period, qualified_points,
    terms_and_conditions, image_url, points_earning_url, created_at, updated_at,
    max_award_frequency, max_award_frequency_interval
FROM old_activities
ORDER BY program, id;

CREATE TABLE levels (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    level_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('Period', 'Lifetime')),
    position BIGINT NOT NULL,
    minimum_points BIGINT NOT NULL CHECK (minimum_points BETWEEN 0 AND 1000000000000000),
    bonus_multiplier TEXT NOT NULL,
    is_active BOOLEAN NOT NULL CHECK (is_active IN (TRUE, FALSE)),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (program, id),
    UNIQUE (program, level_id)
);

INSERT INTO levels (
    program, id, level_id, name, description, type, position, minimum_points, bonus_multiplier,
    is_active, created_at, updated_at)
SELECT program, id, level_id, name, description, type, position, minimum_points, bonus_multiplier,
    is_active, created_at, updated_at
FROM old_levels
ORDER BY program, id;

CREATE TABLE redemptions (
    program BIGINT NOT NULL REFERENCES partners (number),
    id TEXT NOT NULL,
    redemption_id TEXT NOT NULL,
    name TEXT NOT NULL,
    is_active BOOLEAN NOT NULL CHECK (is_active IN (TRUE, FALSE)),
    allowed_redeem_points BIGINT NOT NULL
        CHECK (allowed_redeem_points BETWEEN 1 AND 1000000000000000),
    value TEXT NOT NULL,
    giftcard_description TEXT NOT NULL,
    terms_and_conditions TEXT NOT NULL,
    instructions TEXT NULL,
    coupon_expires_on TEXT NOT NULL,
    associated_levels TEXT NOT NULL,
    card_image_url TEXT NULL,
    after_redemption_html TEXT NULL,
    enable_coupon_based_incentive BOOLEAN NOT NULL
        CHECK (enable_coupon_based_incentive IN (TRUE, FALSE)),
    send_redemption_email BOOLEAN NOT NULL CHECK (send_redemption_email IN (TRUE, FALSE)),
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
SELECT program, id, redemption_id, name, is_active, allowed_redeem_points, value,
    giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
    associated_levels, card_image_url, after_redemption_html, enable_coupon_based_incentive,
    send_redemption_email, email_subject, email_html, created_at, updated_at
FROM old_redemptions
ORDER BY program, id;

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
SELECT program, redemption_id, position, code
FROM old_coupons
ORDER BY program, redemption_id, position;

DROP TABLE old_coupons;
DROP TABLE old_redemptions;
DROP TABLE old_levels;
DROP TABLE old_activities;
DROP TABLE old_migrations;
