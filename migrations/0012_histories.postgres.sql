-- Of a member's transactions her own row names the newest, fewer than ten; when they are ten, they
-- go into her history together. The index by member stays, for the key that refers to members: of
-- a sandbox that is emptied, each would be looked for among all transactions that were deleted.
ALTER TABLE users ADD COLUMN recent TEXT NOT NULL DEFAULT '';

CREATE TABLE histories (
    program BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (program, user_id, number),
    FOREIGN KEY (program, user_id) REFERENCES users (program, id)
);

INSERT INTO histories (program, user_id, number)
SELECT program, user_id, number
FROM transactions
ORDER BY program, user_id, number;
