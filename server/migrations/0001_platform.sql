-- What the platform keeps for itself: jobs, leases, live events.

CREATE TABLE jobs (
    id {{id}},
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,             -- JSON
    unique_key TEXT,                   -- no second waiting job of this kind and key
    state TEXT NOT NULL,               -- waiting, running, done, failed
    run_at BIGINT NOT NULL,            -- instant; for a running job: when its worker counts as dead
    attempt BIGINT NOT NULL DEFAULT 0,
    attempts_allowed BIGINT NOT NULL,
    worker TEXT NOT NULL DEFAULT '',   -- who runs it
    last_error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_failed ON jobs (id) WHERE state = 'failed';
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE state = 'done';
CREATE UNIQUE INDEX jobs_unique ON jobs (kind, unique_key)
    WHERE state = 'waiting' AND unique_key IS NOT NULL;

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    fence BIGINT NOT NULL,             -- grows with each new holder
    expires_at BIGINT NOT NULL
);

CREATE TABLE live_events (
    id {{id}},
-- only postgres
    transaction_id BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
-- end only
    noun TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    verb TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX live_events_at ON live_events (at);
-- only postgres
CREATE INDEX live_events_order ON live_events (transaction_id, id);
-- end only

-- Answers of creating requests, kept for a day (Idempotency-Key).
CREATE TABLE idempotency_keys (
    actor_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,         -- SHA-256 of method, path and body
    answer TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_at ON idempotency_keys (at);
