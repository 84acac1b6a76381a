-- The code by e-mail that confirms a client's yes (1.3.1.2). The last one of a quote counts.

CREATE TABLE acceptance_codes (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    address TEXT NOT NULL,             -- where it was sent
    code_hash TEXT NOT NULL,           -- keyed with the key outside the database
    wrong_tries BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX acceptance_codes_quote ON acceptance_codes (quote_id, id);

ALTER TABLE quote_acceptances ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';  -- that address
