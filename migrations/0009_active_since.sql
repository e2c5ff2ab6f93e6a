-- Members are listed by the day of their newest activity. Of that day the first activity's instant
-- is kept, in place of the day: who is active for the first time on a day comes last in that order,
-- on the page of the index that everybody else comes to as well, where by day and id it was a page
-- of its own; and a day is as well found by its bounds.
ALTER TABLE users ADD COLUMN active_since BIGINT NULL;

UPDATE users SET active_since = last_activity_at;

DROP INDEX users_by_activity;
ALTER TABLE users DROP COLUMN last_activity_on;
CREATE INDEX users_by_activity ON users (program, active_since, id)
    WHERE active_since IS NOT NULL;
