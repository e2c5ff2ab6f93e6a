-- Rises with every change of a program's settings, activities, levels and redemptions.
ALTER TABLE partners ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- What of a member's points lapses when, as "instant:points", soonest first: like the other totals
-- at the end of the row, a cache of the lots.
ALTER TABLE users ADD COLUMN schedule TEXT NOT NULL DEFAULT '';

UPDATE users
SET schedule = COALESCE((
    SELECT STRING_AGG(valid_until || ':' || points, ' ' ORDER BY valid_until)
    FROM (
        SELECT l.valid_until, SUM(l.remaining) AS points
        FROM lots AS l
        WHERE l.partner_id = users.partner_id AND l.user_id = users.id AND l.state = 'Approved'
            AND l.remaining > 0 AND l.valid_until < 253402214400000
        GROUP BY l.valid_until) AS lapses), '');

-- The index by last_activity_at was written anew at two random places by every award, redeem and
-- deduct. By the day, which is all that lists of members ask for, it is so once a day.
DROP INDEX users_by_activity;

-- The day of last_activity_at in the program's time zone.
ALTER TABLE users ADD COLUMN last_activity_on TEXT NULL;

CREATE INDEX users_by_activity ON users (partner_id, last_activity_on, id)
    WHERE last_activity_on IS NOT NULL;

-- Only the program's calendar knows the day: each who has one is looked at once, which fills it in.
UPDATE users
SET next_due_at = 0
WHERE last_activity_at IS NOT NULL;

-- A program's transactions, counted through in the order in which they were made.
ALTER TABLE transactions ADD COLUMN number BIGINT NOT NULL DEFAULT 0;

UPDATE transactions
SET number = numbered.number
FROM (
    SELECT partner_id, id,
        ROW_NUMBER() OVER (PARTITION BY partner_id ORDER BY created_at, id) AS number
    FROM transactions) AS numbered
WHERE transactions.partner_id = numbered.partner_id AND transactions.id = numbered.id;

CREATE UNIQUE INDEX transactions_by_number ON transactions (partner_id, number);

-- In a program no instant lies before that of a lower number, so either end of a stretch of time
-- is a number.
DROP INDEX transactions_by_time;

CREATE INDEX transactions_by_time ON transactions (partner_id, created_at, number);

-- The index with a random key: the shorter its rows, the cheaper is every award.
DROP INDEX transactions_by_user;

CREATE INDEX transactions_by_user ON transactions (partner_id, user_id, number);

-- How many transactions of each type and status there are in each block of numbers. A block is a
-- number divided by the size of the blocks; there are blocks of 128 and of 16384.
CREATE TABLE tallies (
    partner_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    block BIGINT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (partner_id, size, block, type, status)
);

INSERT INTO tallies (partner_id, size, block, type, status, count)
SELECT partner_id, 128, number / 128, type, status, COUNT(*)
FROM transactions
GROUP BY partner_id, number / 128, type, status;

INSERT INTO tallies (partner_id, size, block, type, status, count)
SELECT partner_id, 16384, number / 16384, type, status, COUNT(*)
FROM transactions
GROUP BY partner_id, number / 16384, type, status;
