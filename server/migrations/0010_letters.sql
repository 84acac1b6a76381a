-- Mailboxes, letters in and out, threads, the outbox (1.1.2).

CREATE TABLE mailboxes (
    id {{id}},
    address TEXT NOT NULL,
    name TEXT NOT NULL,                -- the sender's name in letters
    imap_host TEXT NOT NULL,
    imap_port BIGINT NOT NULL,
    imap_security TEXT NOT NULL,       -- tls, starttls, none
    smtp_host TEXT NOT NULL,
    smtp_port BIGINT NOT NULL,
    smtp_security TEXT NOT NULL,
    login TEXT NOT NULL,
    password_sealed TEXT NOT NULL,     -- encrypted; the key stands outside the database
    verify_certificate BIGINT NOT NULL DEFAULT 1,
    set_seen BIGINT NOT NULL DEFAULT 0,
    team_id BIGINT REFERENCES teams (id),
    active BIGINT NOT NULL DEFAULT 1,
    last_contact_at BIGINT,
    last_error TEXT NOT NULL DEFAULT '',
    last_error_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX mailboxes_address ON mailboxes (address);

CREATE TABLE mailbox_folders (
    id {{id}},
    mailbox_id BIGINT NOT NULL REFERENCES mailboxes (id),
    name TEXT NOT NULL,                -- decoded
    role TEXT NOT NULL,                -- inbox, sent, spam
    uid_validity BIGINT NOT NULL DEFAULT 0,
    cursor_uid BIGINT NOT NULL DEFAULT 0,  -- all up to here are stored or failed with a reason
    seen_on_server BIGINT NOT NULL DEFAULT 0,
    stored BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    synced_at BIGINT
);
CREATE UNIQUE INDEX mailbox_folders_name ON mailbox_folders (mailbox_id, name);

CREATE TABLE letter_threads (
    id {{id}},
    subject TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    letters BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX letter_threads_last ON letter_threads (last_at DESC, id DESC);

CREATE TABLE letters (
    id {{id}},
    thread_id BIGINT REFERENCES letter_threads (id),  -- nothing until it is parsed
    mailbox_id BIGINT NOT NULL REFERENCES mailboxes (id),
    direction TEXT NOT NULL,           -- incoming, outgoing
    folder_role TEXT NOT NULL,         -- inbox, sent, spam; outbox for what we queue
    raw_hash TEXT REFERENCES blobs (hash),  -- the bytes as they came
    raw_bytes BIGINT NOT NULL DEFAULT 0,
    message_id TEXT NOT NULL DEFAULT '',
    in_reply_to TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    from_name TEXT NOT NULL DEFAULT '',
    from_address TEXT NOT NULL DEFAULT '',
    reply_to TEXT NOT NULL DEFAULT '',
    sent_at BIGINT NOT NULL,           -- its Date if believable, else received_at
    received_at BIGINT NOT NULL,
    body_text TEXT NOT NULL DEFAULT '',
    body_html TEXT NOT NULL DEFAULT '',  -- sanitised
    preview TEXT NOT NULL DEFAULT '',
    attachments BIGINT NOT NULL DEFAULT 0,
    auto_submitted TEXT NOT NULL DEFAULT '',  -- auto-reply, bounce, list; empty for a person's
    state TEXT NOT NULL,               -- in: stored, parsed, failed
                                       -- out: draft, waiting, sending, sent, refused, uncertain,
                                       --      cancelled, bounced
    problem TEXT NOT NULL DEFAULT '',  -- why it failed, or what is odd about it
    author_id BIGINT REFERENCES people (id),  -- who wrote an outgoing one
    send_at BIGINT,                    -- not before («Отменить»)
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX letters_thread ON letters (thread_id, sent_at, id);
CREATE INDEX letters_message_id ON letters (message_id) WHERE message_id <> '';
CREATE INDEX letters_in_reply_to ON letters (in_reply_to) WHERE in_reply_to <> '';
CREATE INDEX letters_mailbox ON letters (mailbox_id, received_at DESC, id DESC);
CREATE INDEX letters_from ON letters (from_address, received_at DESC);
CREATE INDEX letters_raw ON letters (mailbox_id, raw_hash);
CREATE INDEX letters_unfinished ON letters (state, id)
    WHERE state IN ('stored', 'failed', 'waiting', 'sending', 'refused', 'uncertain');

-- Where a letter lies on the server: what makes it unique.
CREATE TABLE letter_places (
    mailbox_id BIGINT NOT NULL REFERENCES mailboxes (id),
    folder_id BIGINT NOT NULL REFERENCES mailbox_folders (id),
    uid_validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    letter_id BIGINT REFERENCES letters (id),
    problem TEXT NOT NULL DEFAULT '',  -- why it could not be fetched or stored
    PRIMARY KEY (folder_id, uid_validity, uid)
);
CREATE INDEX letter_places_letter ON letter_places (letter_id);
CREATE INDEX letter_places_problem ON letter_places (mailbox_id, folder_id) WHERE problem <> '';

CREATE TABLE letter_addresses (
    id {{id}},
    letter_id BIGINT NOT NULL REFERENCES letters (id),
    kind TEXT NOT NULL,                -- to, cc, bcc
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT '',    -- outgoing: accepted, refused, bounced
    problem TEXT NOT NULL DEFAULT ''
);
CREATE INDEX letter_addresses_letter ON letter_addresses (letter_id);
CREATE INDEX letter_addresses_address ON letter_addresses (address);
