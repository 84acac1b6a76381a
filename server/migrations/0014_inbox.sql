-- Enquiries («обращения», 1.1): everything that arrived, whatever became of it.

CREATE TABLE enquiries (
    id {{id}},
    channel TEXT NOT NULL,             -- mail, call, chat, note
    thread_id BIGINT REFERENCES letter_threads (id),
    letter_id BIGINT REFERENCES letters (id),  -- the one that opened it
    subject TEXT NOT NULL,
    preview TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',     -- of a call note or a chat; a letter's text stands there
    sender_name TEXT NOT NULL DEFAULT '',
    sender_address TEXT NOT NULL DEFAULT '',  -- e-mail or phone
    contact_id BIGINT REFERENCES contacts (id),
    company_id BIGINT REFERENCES companies (id),
    owner_id BIGINT REFERENCES people (id),
    team_id BIGINT REFERENCES teams (id),
    state TEXT NOT NULL,               -- new, in_work, became_deal, attached, not_enquiry
    decision TEXT NOT NULL DEFAULT '', -- what decide() said
    reason_ru TEXT NOT NULL DEFAULT '',
    reason_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'new_enquiry',  -- what the letter is (need.md)
    dismissed_as TEXT NOT NULL DEFAULT '',  -- spam, supplier, private, other
    deal_id BIGINT REFERENCES deals (id),
    proposal TEXT NOT NULL DEFAULT '{}',  -- JSON: the need and the contact with their words
    arrived_at BIGINT NOT NULL,
    answer_due_at BIGINT,              -- the first-answer clock
    answered_at BIGINT,
    unread BIGINT NOT NULL DEFAULT 1,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX enquiries_state ON enquiries (state, arrived_at DESC, id DESC);
CREATE INDEX enquiries_owner ON enquiries (owner_id, state, arrived_at DESC, id DESC);
CREATE INDEX enquiries_arrived ON enquiries (arrived_at DESC, id DESC);
CREATE INDEX enquiries_thread ON enquiries (thread_id);
CREATE INDEX enquiries_deal ON enquiries (deal_id);
CREATE INDEX enquiries_late ON enquiries (answer_due_at)
    WHERE answered_at IS NULL AND state IN ('new', 'in_work');

-- Whose turn it is when enquiries are handed out in turn.
CREATE TABLE handing_out (
    id BIGINT PRIMARY KEY,
    last_person_id BIGINT NOT NULL DEFAULT 0
);
