-- What a person has to do, and when (1.2.3).

CREATE TABLE tasks (
    id {{id}},
    kind TEXT NOT NULL,                -- key of the process: call, quote, letter, other
    title TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    assignee_id BIGINT NOT NULL REFERENCES people (id),
    author_id BIGINT REFERENCES people (id),  -- nothing: made by the process
    noun TEXT NOT NULL DEFAULT '',     -- what it is about
    subject_id BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL,            -- instant; with whole_day the end of that working day
    whole_day BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open',  -- open, done, cancelled
    result TEXT NOT NULL DEFAULT '',
    closed_at BIGINT,
    origin_key TEXT,                   -- deal, entry and action that made it: only once
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX tasks_assignee ON tasks (assignee_id, due_at, id) WHERE state = 'open';
CREATE INDEX tasks_subject ON tasks (noun, subject_id, state, due_at);
CREATE INDEX tasks_closed ON tasks (assignee_id, closed_at DESC, id DESC) WHERE state <> 'open';
CREATE UNIQUE INDEX tasks_origin ON tasks (origin_key) WHERE origin_key IS NOT NULL;
