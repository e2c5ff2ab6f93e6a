-- The third step: what is written in the ledger stays. A trigger runs where a statement sets one of
-- its columns, so an award, which only adds rows, never meets one; and no statement of the code
-- names a column that is fixed.

CREATE TRIGGER transactions_are_fixed
BEFORE UPDATE OF program, id, number, user_id, type, points, created_at, auto_approval_at,
    activity_id, activity_name, order_id, redemption_id, redemption_name, redemption_value,
    coupon_code, reason, points_expiration_period, qualified_points, points_passed, base_value,
    activity_multiplier, level_multiplier, rounding ON transactions
BEGIN
    SELECT RAISE(ABORT, 'what a transaction says is never changed');
END;

-- The moves of ledger.md, section 3, with what the rejection of a return brings back: its award
-- waits again, and what it took of exhausted awards can be spent again, or has expired since.
CREATE TRIGGER transactions_move_as_known
BEFORE UPDATE OF status ON transactions
WHEN OLD.status <> NEW.status AND NOT CASE OLD.status
    WHEN 'Pending' THEN NEW.status IN ('AutoApproved', 'Approved', 'Rejected', 'AutoRejected')
    WHEN 'AutoApproved' THEN NEW.status IN ('Exhausted', 'Expired', 'Rejected')
    WHEN 'Approved' THEN NEW.status IN ('Exhausted', 'Expired', 'Rejected')
    WHEN 'Exhausted' THEN NEW.status IN ('AutoApproved', 'Approved', 'Expired')
    WHEN 'Rejected' THEN OLD.type = 'Award' AND NEW.status = 'Approved'
    WHEN 'AutoRejected' THEN NEW.status = 'Pending'
    WHEN 'PendingDeduction' THEN NEW.status IN ('Deducted', 'Rejected')
    ELSE FALSE END
BEGIN
    SELECT RAISE(ABORT, 'no transaction moves from this status to that');
END;

CREATE TRIGGER transactions_keep_their_first_approval
BEFORE UPDATE OF lot_approved_at, expires_at, valid_until ON transactions
WHEN OLD.lot_approved_at IS NOT NULL
    AND (NEW.lot_approved_at IS DISTINCT FROM OLD.lot_approved_at
        OR NEW.expires_at IS DISTINCT FROM OLD.expires_at
        OR NEW.valid_until IS DISTINCT FROM OLD.valid_until)
BEGIN
    SELECT RAISE(ABORT, 'the first approval of an award and its expiry are never changed');
END;

CREATE TRIGGER transactions_only_pay_debt
BEFORE UPDATE OF debt ON transactions
WHEN NEW.debt > OLD.debt
BEGIN
    SELECT RAISE(ABORT, 'debt is only paid');
END;

CREATE TRIGGER transactions_stay
BEFORE DELETE ON transactions
WHEN NOT EXISTS (SELECT 1 FROM partners WHERE number = OLD.program AND is_sandbox)
BEGIN
    SELECT RAISE(ABORT, 'only a sandbox forgets transactions');
END;

CREATE TRIGGER allocations_are_fixed
BEFORE UPDATE OF program, transaction_id, lot_id ON allocations
BEGIN
    SELECT RAISE(ABORT, 'what an allocation says is never changed');
END;

-- A lot may pay a second part of the same debt.
CREATE TRIGGER allocations_only_grow
BEFORE UPDATE OF points ON allocations
WHEN NEW.points < OLD.points
BEGIN
    SELECT RAISE(ABORT, 'an allocation only grows');
END;

-- What a return took goes back while it is being rejected.
CREATE TRIGGER allocations_stay
BEFORE DELETE ON allocations
WHEN NOT EXISTS (SELECT 1 FROM partners WHERE number = OLD.program AND is_sandbox)
    AND NOT EXISTS (
        SELECT 1
        FROM transactions
        WHERE program = OLD.program AND id = OLD.transaction_id AND status = 'PendingDeduction')
BEGIN
    SELECT RAISE(ABORT, 'only a return that is rejected gives its points back');
END;

CREATE TRIGGER returns_are_fixed
BEFORE UPDATE ON returns
BEGIN
    SELECT RAISE(ABORT, 'what a return says is never changed');
END;

CREATE TRIGGER returns_stay
BEFORE DELETE ON returns
WHEN NOT EXISTS (SELECT 1 FROM partners WHERE number = OLD.program AND is_sandbox)
BEGIN
    SELECT RAISE(ABORT, 'only a sandbox forgets returns');
END;

-- Else a program could be made a sandbox, and its ledger be forgotten.
CREATE TRIGGER partners_are_fixed
BEFORE UPDATE OF number, id, is_sandbox, created_at ON partners
BEGIN
    SELECT RAISE(ABORT, 'what a program is, is never changed');
END;
