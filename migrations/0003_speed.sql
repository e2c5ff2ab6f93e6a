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
