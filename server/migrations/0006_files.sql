-- Files by content; a row here is what keeps a blob from being swept.

CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,             -- SHA-256, lower-case hexadecimal
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE attachments (
    id {{id}},
    noun TEXT NOT NULL,                -- whose: deal, letter, quote, company, product
    subject_id BIGINT NOT NULL,
    hash TEXT NOT NULL REFERENCES blobs (hash),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    content_id TEXT NOT NULL DEFAULT '',  -- of a letter's inline picture
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX attachments_subject ON attachments (noun, subject_id, id);
CREATE INDEX attachments_hash ON attachments (hash);
