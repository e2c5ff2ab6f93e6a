-- Of a member's lots that can be spent her own row names the first few, each with the end of its
-- last day, in the order in which spends take them: that row is written by each of her awards
-- anyway, where the index of such lots was a page at a place of its own. The index has only what is
-- listed: whatever there was before, and what finds no room in the row.
ALTER TABLE users ADD COLUMN purse TEXT NOT NULL DEFAULT '';

ALTER TABLE transactions ADD COLUMN is_listed BOOLEAN NOT NULL DEFAULT TRUE
    CHECK (is_listed IN (TRUE, FALSE));

DROP INDEX lots_to_spend;
CREATE INDEX lots_to_spend ON transactions (program, user_id, valid_until, lot_approved_at, number)
    WHERE state = 'Approved' AND remaining > 0 AND is_listed = TRUE;
