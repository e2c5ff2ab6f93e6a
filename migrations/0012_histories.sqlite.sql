-- Of a member's transactions her own row names the newest, fewer than ten: that row is written by
-- each of them anyway, where the index by member was a page at a place of its own. When they are
-- ten, they go into her history together, on one page.
ALTER TABLE users ADD COLUMN recent TEXT NOT NULL DEFAULT '';

CREATE TABLE histories (
    program INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (program, user_id, number),
    FOREIGN KEY (program, user_id) REFERENCES users (program, id)
) STRICT, WITHOUT ROWID;

INSERT INTO histories (program, user_id, number)
SELECT program, user_id, number
FROM transactions
ORDER BY program, user_id, number;

DROP INDEX transactions_by_user;
