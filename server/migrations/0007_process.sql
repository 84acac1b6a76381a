-- Versions of process/department.toml. One is active.

CREATE TABLE process_versions (
    id {{id}},
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    author_id BIGINT REFERENCES people (id),
    note TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    active BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX process_versions_active ON process_versions (active) WHERE active = 1;
