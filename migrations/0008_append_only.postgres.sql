-- The third step: what is written in the ledger stays. A trigger runs where a statement sets one of
-- its columns, so an award, which only adds rows, never meets one; and no statement of the code
-- names a column that is fixed.

CREATE FUNCTION refuse_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION refuse_unless_sandbox() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM partners WHERE number = OLD.program AND is_sandbox) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- What a return took goes back while it is being rejected.
CREATE FUNCTION refuse_unless_undone() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM partners WHERE number = OLD.program AND is_sandbox)
        OR EXISTS (
            SELECT 1
            FROM transactions
            WHERE program = OLD.program AND id = OLD.transaction_id
                AND status = 'PendingDeduction') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER transactions_are_fixed
BEFORE UPDATE OF program, id, number, user_id, type, points, created_at, auto_approval_at,
    activity_id, activity_name, order_id, redemption_id, redemption_name, redemption_value,
    coupon_code, reason, points_expiration_period, qualified_points, points_passed, base_value,
    activity_multiplier, level_multiplier, rounding ON transactions
FOR EACH ROW
EXECUTE FUNCTION refuse_change('what a transaction says is never changed');

-- The moves of ledger.md, section 3, with what the rejection of a return brings back: its award
-- waits again, and what it took of exhausted awards can be spent again, or has expired since.
CREATE TRIGGER transactions_move_as_known
BEFORE UPDATE OF status ON transactions
FOR EACH ROW
WHEN (OLD.status <> NEW.status AND NOT CASE OLD.status
    WHEN 'Pending' THEN NEW.status IN ('AutoApproved', 'Approved', 'Rejected', 'AutoRejected')
    WHEN 'AutoApproved' THEN NEW.status IN ('Exhausted', 'Expired', 'Rejected')
    WHEN 'Approved' THEN NEW.status IN ('Exhausted', 'Expired', 'Rejected')
    WHEN 'Exhausted' THEN NEW.status IN ('AutoApproved', 'Approved', 'Expired')
    WHEN 'Rejected' THEN OLD.type = 'Award' AND NEW.status = 'Approved'
    WHEN 'AutoRejected' THEN NEW.status = 'Pending'
    WHEN 'PendingDeduction' THEN NEW.status IN ('Deducted', 'Rejected')
    ELSE FALSE END)
EXECUTE FUNCTION refuse_change('no transaction moves from this status to that');

CREATE TRIGGER transactions_keep_their_first_approval
BEFORE UPDATE OF lot_approved_at, expires_at, valid_until ON transactions
FOR EACH ROW
WHEN (OLD.lot_approved_at IS NOT NULL
    AND (NEW.lot_approved_at IS DISTINCT FROM OLD.lot_approved_at
        OR NEW.expires_at IS DISTINCT FROM OLD.expires_at
        OR NEW.valid_until IS DISTINCT FROM OLD.valid_until))
EXECUTE FUNCTION refuse_change('the first approval of an award and its expiry are never changed');

CREATE TRIGGER transactions_only_pay_debt
BEFORE UPDATE OF debt ON transactions
FOR EACH ROW
WHEN (NEW.debt > OLD.debt)
EXECUTE FUNCTION refuse_change('debt is only paid');

CREATE TRIGGER transactions_stay
BEFORE DELETE ON transactions
FOR EACH ROW
EXECUTE FUNCTION refuse_unless_sandbox('only a sandbox forgets transactions');

CREATE TRIGGER allocations_are_fixed
BEFORE UPDATE OF program, transaction_id, lot_id ON allocations
FOR EACH ROW
EXECUTE FUNCTION refuse_change('what an allocation says is never changed');

-- A lot may pay a second part of the same debt.
CREATE TRIGGER allocations_only_grow
BEFORE UPDATE OF points ON allocations
FOR EACH ROW
WHEN (NEW.points < OLD.points)
EXECUTE FUNCTION refuse_change('an allocation only grows');

CREATE TRIGGER allocations_stay
BEFORE DELETE ON allocations
FOR EACH ROW
EXECUTE FUNCTION refuse_unless_undone('only a return that is rejected gives its points back');

CREATE TRIGGER returns_are_fixed
BEFORE UPDATE ON returns
FOR EACH ROW
EXECUTE FUNCTION refuse_change('what a return says is never changed');

CREATE TRIGGER returns_stay
BEFORE DELETE ON returns
FOR EACH ROW
EXECUTE FUNCTION refuse_unless_sandbox('only a sandbox forgets returns');

-- Else a program could be made a sandbox, and its ledger be forgotten.
CREATE TRIGGER partners_are_fixed
BEFORE UPDATE OF number, id, is_sandbox, created_at ON partners
FOR EACH ROW
EXECUTE FUNCTION refuse_change('what a program is, is never changed');

-- The triggers above hear of rows, and of none where a whole table is emptied.
CREATE TRIGGER transactions_stay_whole
BEFORE TRUNCATE ON transactions
FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('only a sandbox forgets transactions');

CREATE TRIGGER allocations_stay_whole
BEFORE TRUNCATE ON allocations
FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('only a return that is rejected gives its points back');

CREATE TRIGGER returns_stay_whole
BEFORE TRUNCATE ON returns
FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('only a sandbox forgets returns');
