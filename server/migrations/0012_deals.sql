-- The deal, its need, its way through the stages (1.2).

CREATE TABLE deals (
    id {{id}},
    title TEXT NOT NULL,
    company_id BIGINT REFERENCES companies (id),
    contact_id BIGINT REFERENCES contacts (id),
    seller_id BIGINT REFERENCES sellers (id),
    owner_id BIGINT NOT NULL REFERENCES people (id),
    team_id BIGINT REFERENCES teams (id),      -- of the owner, kept for the predicate
    channel TEXT NOT NULL DEFAULT 'other',     -- mail, call, chat, other
    stage TEXT NOT NULL,                       -- key in the process, never its label or place
    outcome TEXT NOT NULL DEFAULT 'open',      -- open, won, lost
    stage_entered_at BIGINT NOT NULL,
    stage_due_at BIGINT,                       -- the stage's limit
    quote_due_at BIGINT,                       -- 1.2.2
    quote_sent_at BIGINT,
    in_hands_on TEXT,                          -- date: when the goods are due
    deadline_words TEXT NOT NULL DEFAULT '',
    budget_kopecks BIGINT,
    budget_per TEXT NOT NULL DEFAULT 'total',  -- total, piece
    delivery_place TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    estimate_kopecks BIGINT,                   -- the manager's
    amount_kopecks BIGINT NOT NULL DEFAULT 0,  -- what counts now
    amount_source TEXT NOT NULL DEFAULT 'none',  -- accepted, chosen, estimate, none
    next_step_at BIGINT,                       -- of its first open task; nothing: no next step
    lost_reason TEXT NOT NULL DEFAULT '',      -- key in the process
    lost_note TEXT NOT NULL DEFAULT '',
    closed_at BIGINT,
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX deals_stage ON deals (stage, created_at DESC, id DESC) WHERE outcome = 'open';
CREATE INDEX deals_owner_stage ON deals (owner_id, stage, created_at DESC, id DESC)
    WHERE outcome = 'open';
CREATE INDEX deals_team_stage ON deals (team_id, stage, created_at DESC, id DESC)
    WHERE outcome = 'open';
CREATE INDEX deals_created ON deals (created_at DESC, id DESC);
CREATE INDEX deals_owner ON deals (owner_id, created_at DESC, id DESC);
CREATE INDEX deals_team ON deals (team_id, created_at DESC, id DESC);
CREATE INDEX deals_company ON deals (company_id, created_at DESC);
CREATE INDEX deals_contact ON deals (contact_id, created_at DESC);
CREATE INDEX deals_quote_due ON deals (quote_due_at)
    WHERE outcome = 'open' AND quote_sent_at IS NULL AND quote_due_at IS NOT NULL;
CREATE INDEX deals_stage_due ON deals (stage_due_at) WHERE outcome = 'open';
CREATE INDEX deals_no_step ON deals (owner_id, id) WHERE outcome = 'open' AND next_step_at IS NULL;

-- Who besides the owner takes part and may see it.
CREATE TABLE deal_participants (
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL DEFAULT 'helper',
    PRIMARY KEY (person_id, deal_id)
);
CREATE INDEX deal_participants_deal ON deal_participants (deal_id);

-- The need (1.1.2.1): one row an item.
CREATE TABLE need_items (
    id {{id}},
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    place BIGINT NOT NULL,
    product TEXT NOT NULL,
    product_head TEXT NOT NULL DEFAULT '',
    runs TEXT NOT NULL DEFAULT '[]',   -- JSON list of integers
    colour TEXT NOT NULL DEFAULT '',
    material TEXT NOT NULL DEFAULT '',
    size TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX need_items_deal ON need_items (deal_id, place);

CREATE TABLE need_imprints (
    id {{id}},
    item_id BIGINT NOT NULL REFERENCES need_items (id),
    place_order BIGINT NOT NULL,
    method TEXT NOT NULL DEFAULT '',   -- empty: not said
    colours BIGINT,
    place TEXT NOT NULL DEFAULT '',
    size TEXT NOT NULL DEFAULT ''
);
CREATE INDEX need_imprints_item ON need_imprints (item_id, place_order);

-- Every stay of a deal in a stage; an action of the process runs once per stay.
CREATE TABLE stage_entries (
    id {{id}},
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    stage TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    left_at BIGINT,
    fact TEXT NOT NULL DEFAULT '',     -- what opened it; empty: moved by hand
    process_version BIGINT,
    actions_done TEXT NOT NULL DEFAULT ''  -- numbers of the actions that ran, separated by spaces
);
CREATE INDEX stage_entries_deal ON stage_entries (deal_id, id);
CREATE INDEX stage_entries_stage ON stage_entries (stage, entered_at);

-- Facts that conditions of stages ask for: quote_sent, invoice_issued, paid …
CREATE TABLE deal_facts (
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    fact TEXT NOT NULL,
    at BIGINT NOT NULL,
    outside BIGINT NOT NULL DEFAULT 0, -- «сделано вне программы»
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (deal_id, fact)
);

-- Kept counts and sums per owner and stage. PostgreSQL appends deltas that a job folds.
CREATE TABLE deal_counters (
    owner_id BIGINT NOT NULL,
    stage TEXT NOT NULL,
    deals BIGINT NOT NULL,
    amount_kopecks BIGINT NOT NULL,
    PRIMARY KEY (owner_id, stage)
);
-- only postgres
CREATE TABLE deal_counter_deltas (
    id {{id}},
    owner_id BIGINT NOT NULL,
    stage TEXT NOT NULL,
    deals BIGINT NOT NULL,
    amount_kopecks BIGINT NOT NULL
);
-- end only

-- Saved views of lists: whose, or everybody's.
CREATE TABLE saved_views (
    id {{id}},
    noun TEXT NOT NULL,                -- deal, enquiry, company
    name TEXT NOT NULL,
    owner_id BIGINT REFERENCES people (id),
    shared BIGINT NOT NULL DEFAULT 0,
    filter TEXT NOT NULL,              -- JSON
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX saved_views_owner ON saved_views (noun, owner_id);

-- Threads of letters that belong to a deal.
CREATE TABLE deal_threads (
    thread_id BIGINT PRIMARY KEY REFERENCES letter_threads (id),
    deal_id BIGINT NOT NULL REFERENCES deals (id)
);
CREATE INDEX deal_threads_deal ON deal_threads (deal_id);
