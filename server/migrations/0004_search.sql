-- One index of words over all nouns; terms come from base::search_terms on both databases.

CREATE TABLE search_documents (
    id {{id}},
    noun TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    title TEXT NOT NULL,               -- what the person sees
    hint TEXT NOT NULL DEFAULT '',     -- the second line: company, stage, article number
    terms TEXT NOT NULL,               -- word forms, separated by spaces
    at BIGINT NOT NULL                 -- newest first
-- only postgres
    , words TSVECTOR NOT NULL DEFAULT ''::tsvector
-- end only
);
CREATE UNIQUE INDEX search_documents_subject ON search_documents (noun, subject_id);
-- only sqlite
CREATE VIRTUAL TABLE search_words USING fts5 (
    terms, content = 'search_documents', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 0'
);
-- end only
-- only postgres
CREATE INDEX search_documents_words ON search_documents USING gin (words);
-- end only
