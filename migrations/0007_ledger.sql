-- The second step: members, and the ledger itself.
-- A list of more than two values in a condition, IN (…), is a table that the engine of one file
-- makes for every row that it writes; single comparisons, the most frequent one first, spare an
-- award a quarter of its time. What a member holds by hand and what was awarded or redeemed refers
-- to the program's levels, activities and redemptions, so that none of these can be taken away.

ALTER TABLE users RENAME TO old_users;
ALTER TABLE transactions RENAME TO old_transactions;
ALTER TABLE allocations RENAME TO old_allocations;
ALTER TABLE returns RENAME TO old_returns;
ALTER TABLE tallies RENAME TO old_tallies;

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
    gender TEXT NOT NULL
        CHECK (gender = 'Unknown' OR gender = 'Female' OR gender = 'Male'),
    profile_image_url TEXT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status = 'Active' OR status = 'Blocked'),
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
    available_points BIGINT NOT NULL CHECK (available_points >= -debt),
    pending_points BIGINT NOT NULL CHECK (pending_points >= 0),
    redeemed_points BIGINT NOT NULL CHECK (redeemed_points >= 0),
    debt BIGINT NOT NULL CHECK (debt >= 0),
    awarded_at BIGINT NULL,
    awarded_points BIGINT NULL CHECK (awarded_points BETWEEN 1 AND 1000000000000000),
    awarded_for TEXT NULL,
    PRIMARY KEY (program, id),
    UNIQUE (program, email_fold),
    UNIQUE (program, uid),
    FOREIGN KEY (program, period_level_id) REFERENCES levels (program, level_id),
    FOREIGN KEY (program, lifetime_level_id) REFERENCES levels (program, level_id)
);

INSERT INTO users (
    program, id, email, email_fold, uid, first_name, last_name, gender, profile_image_url, language,
    status, enrolled_at, updated_at, last_activity_at, last_activity_on, version, next_due_at,
    schedule, lifetime_points, period, period_points, points_before, period_level_id,
    period_level_points, lifetime_level_id, lifetime_level_points, available_points, pending_points,
    redeemed_points, debt, awarded_at, awarded_points, awarded_for)
SELECT
    program, id, email, email_fold, uid, first_name, last_name, gender, profile_image_url, language,
    status, enrolled_at, updated_at, last_activity_at, last_activity_on, version, next_due_at,
    schedule, lifetime_points, period, period_points, points_before, period_level_id,
    period_level_points, lifetime_level_id, lifetime_level_points, available_points, pending_points,
    redeemed_points, debt, awarded_at, awarded_points, awarded_for
FROM old_users
ORDER BY program, id;

-- A program's transactions are numbered in the order in which they were made, without a gap. From
-- state on it is an award's lot, which has no columns of its own for what never differs from its
-- award's; approved_at is the newest approval, lot_approved_at the first.
CREATE TABLE transactions (
    program BIGINT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
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
    state TEXT NULL CHECK (
        state = 'Approved' OR state = 'Pending' OR state = 'Rejected' OR state = 'AutoRejected'),
    points_used BIGINT NULL CHECK (points_used >= 0),
    points_deducted BIGINT NULL CHECK (points_deducted >= 0),
    points_expired BIGINT NULL CHECK (points_expired >= 0),
    remaining BIGINT NULL CHECK (remaining >= 0),
    lot_approved_at BIGINT NULL,
    expires_at BIGINT NULL,
    valid_until BIGINT NULL,
    points_expiration_period BIGINT NULL,
    qualified_points BOOLEAN NULL CHECK (qualified_points IN (TRUE, FALSE)),
    points_passed TEXT NULL,
    returned_amount TEXT NULL,
    returned_points BIGINT NULL CHECK (returned_points BETWEEN 0 AND points),
    base_value TEXT NULL,
    activity_multiplier TEXT NULL,
    level_multiplier TEXT NULL,
    rounding TEXT NULL
        CHECK (rounding = 'Floor' OR rounding = 'Nearest' OR rounding = 'Ceiling'),
    PRIMARY KEY (program, id),
    FOREIGN KEY (program, user_id) REFERENCES users (program, id),
    FOREIGN KEY (program, activity_id) REFERENCES activities (program, activity_id),
    FOREIGN KEY (program, redemption_id) REFERENCES redemptions (program, redemption_id),
    CONSTRAINT status_is_of_type CHECK (
        (type = 'Award' AND (status = 'AutoApproved' OR status = 'Pending' OR status = 'Approved'
            OR status = 'Exhausted' OR status = 'Expired' OR status = 'Rejected'
            OR status = 'AutoRejected'))
        OR (type = 'Redeem' AND status = 'Redeemed')
        OR (type = 'Deduct' AND (
            status = 'Deducted' OR status = 'PendingDeduction' OR status = 'Rejected'))),
    CHECK ((type = 'Award') = (state IS NOT NULL)),
    CHECK ((type = 'Award') = (activity_id IS NOT NULL)),
    CHECK (type = 'Redeem' OR (redemption_id IS NULL AND coupon_code IS NULL)),
    CHECK (type = 'Deduct' OR debt = 0),
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
SELECT
    program, id, number, user_id, type, status, points, created_at, updated_at, approved_at,
    auto_approval_at, approved_by, activity_id, activity_name, order_id, redemption_id,
    redemption_name, redemption_value, coupon_code, reason, debt, state, points_used,
    points_deducted, points_expired, remaining, lot_approved_at, expires_at, valid_until,
    points_expiration_period, qualified_points, points_passed, returned_amount, returned_points,
    base_value, activity_multiplier, level_multiplier, rounding
FROM old_transactions
ORDER BY program, id;

-- Which lot gave how many points to which redeem or deduct.
CREATE TABLE allocations (
    program BIGINT NOT NULL,
    transaction_id TEXT NOT NULL,
    lot_id TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points BETWEEN 1 AND 1000000000000000),
    PRIMARY KEY (program, transaction_id, lot_id),
    FOREIGN KEY (program, transaction_id) REFERENCES transactions (program, id),
    FOREIGN KEY (program, lot_id) REFERENCES transactions (program, id)
);

INSERT INTO allocations (program, transaction_id, lot_id, points)
SELECT program, transaction_id, lot_id, points
FROM old_allocations
ORDER BY program, transaction_id, lot_id;

-- What a return took back of which award; undone when its deduct is rejected.
CREATE TABLE returns (
    program BIGINT NOT NULL,
    transaction_id TEXT NOT NULL,
    award_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points BETWEEN 0 AND 1000000000000000),
    PRIMARY KEY (program, transaction_id, award_id),
    FOREIGN KEY (program, transaction_id) REFERENCES transactions (program, id),
    FOREIGN KEY (program, award_id) REFERENCES transactions (program, id)
);

INSERT INTO returns (program, transaction_id, award_id, amount, points)
SELECT program, transaction_id, award_id, amount, points
FROM old_returns
ORDER BY program, transaction_id, award_id;

-- How many transactions of each type and status there are in each block of numbers. A block is a
-- number divided by the size of the blocks; there are blocks of 128 and of 16384.
CREATE TABLE tallies (
    program BIGINT NOT NULL REFERENCES partners (number),
    size BIGINT NOT NULL CHECK (size = 128 OR size = 16384),
    block BIGINT NOT NULL CHECK (block >= 0),
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (program, size, block, type, status),
    CONSTRAINT status_is_of_type CHECK (
        (type = 'Award' AND (status = 'AutoApproved' OR status = 'Pending' OR status = 'Approved'
            OR status = 'Exhausted' OR status = 'Expired' OR status = 'Rejected'
            OR status = 'AutoRejected'))
        OR (type = 'Redeem' AND status = 'Redeemed')
        OR (type = 'Deduct' AND (
            status = 'Deducted' OR status = 'PendingDeduction' OR status = 'Rejected')))
);

INSERT INTO tallies (program, size, block, type, status, count)
SELECT program, size, block, type, status, count
FROM old_tallies
ORDER BY program, size, block, type, status;

DROP TABLE old_tallies;
DROP TABLE old_returns;
DROP TABLE old_allocations;
DROP TABLE old_transactions;
DROP TABLE old_users;

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
