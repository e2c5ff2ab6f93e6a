-- What calls with an Idempotency-Key were answered, so that the same call again gets the same
-- answer; written with the effect of the call, and forgotten after some days.
CREATE TABLE replays (
    program BIGINT NOT NULL REFERENCES partners (number),
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (program, key)
);

CREATE INDEX replays_by_age ON replays (program, made_at, key);
