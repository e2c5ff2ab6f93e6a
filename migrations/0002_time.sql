-- What time will move, by member: awards that wait for approval, returns that wait for settlement.
CREATE INDEX transactions_waiting ON transactions (partner_id, user_id, auto_approval_at, id)
    WHERE auto_approval_at IS NOT NULL AND status IN ('Pending', 'PendingDeduction');

-- Members of whom time has something to change; next_due_at may be early, never late.
CREATE INDEX users_due ON users (partner_id, next_due_at, id)
    WHERE next_due_at IS NOT NULL;

-- Of members from before this step it is not known: each is looked at once.
UPDATE users
SET next_due_at = 0;
