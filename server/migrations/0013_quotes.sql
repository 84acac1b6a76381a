-- Quote -> immutable version -> line -> option (one per run) (1.3.1.1, 1.2.4.2).

CREATE TABLE quotes (
    id {{id}},
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    number TEXT NOT NULL,              -- КП-2026-0041
    seller_id BIGINT NOT NULL REFERENCES sellers (id),
    author_id BIGINT NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,               -- draft, sending, sent, accepted, declined, void
    draft_version_id BIGINT,           -- the one being edited; nothing once sent and untouched
    sent_version_id BIGINT,            -- the last one sent
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT REFERENCES people (id),
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX quotes_number ON quotes (number);
CREATE INDEX quotes_deal ON quotes (deal_id, id);

CREATE TABLE quote_versions (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    number BIGINT NOT NULL,            -- 1, 2, …
    frozen_at BIGINT,                  -- set by sending; from then on nothing changes
    contact_id BIGINT REFERENCES contacts (id),
    greeting TEXT NOT NULL DEFAULT '', -- «Уважаемая Анна Петровна!»
    addressee_position TEXT NOT NULL DEFAULT '',
    introduction TEXT NOT NULL DEFAULT '',
    closing TEXT NOT NULL DEFAULT '',
    in_hands_on TEXT,                  -- date
    valid_until TEXT,                  -- date
    logo_attachment_id BIGINT,
    brand_colour TEXT NOT NULL DEFAULT '',
    vat_regime TEXT NOT NULL,
    vat_basis_points BIGINT NOT NULL,
    inner_note TEXT NOT NULL DEFAULT '',  -- never leaves the house
    pdf_attachment_id BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX quote_versions_number ON quote_versions (quote_id, number);

CREATE TABLE quote_lines (
    id {{id}},
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    place BIGINT NOT NULL,
    line_key TEXT NOT NULL,            -- the same line in the next version
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    product_id BIGINT REFERENCES products (id),
    variant_id BIGINT REFERENCES product_variants (id),
    picture_attachment_id BIGINT,
    logo_box TEXT NOT NULL DEFAULT '', -- JSON: where the client's logo stands on the picture
    lead_time_days BIGINT,
    url TEXT NOT NULL DEFAULT ''
);
CREATE INDEX quote_lines_version ON quote_lines (version_id, place);

-- An option's costs and what came out of them (quotes::OptionCost, OptionPrice).
CREATE TABLE quote_options (
    id {{id}},
    line_id BIGINT NOT NULL REFERENCES quote_lines (id),
    place BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cost_micro BIGINT NOT NULL,
    extra_cost_micro BIGINT NOT NULL DEFAULT 0,
    cost_vat_basis_points BIGINT NOT NULL DEFAULT 0,
    cost_currency TEXT NOT NULL DEFAULT 'RUB',
    cost_rate_micro BIGINT NOT NULL DEFAULT 1000000,
    cost_rate_on TEXT,
    price_rule TEXT NOT NULL,
    rule_basis_points BIGINT NOT NULL DEFAULT 0,
    target_price_kopecks BIGINT NOT NULL DEFAULT 0,
    discount_basis_points BIGINT NOT NULL DEFAULT 0,
    unit_price_kopecks BIGINT NOT NULL,
    discount_kopecks BIGINT NOT NULL,
    total_kopecks BIGINT NOT NULL,
    vat_kopecks BIGINT NOT NULL,
    cost_kopecks BIGINT NOT NULL,
    margin_kopecks BIGINT NOT NULL
);
CREATE INDEX quote_options_line ON quote_options (line_id, place);

CREATE TABLE quote_imprints (
    id {{id}},
    option_id BIGINT NOT NULL REFERENCES quote_options (id),
    place_order BIGINT NOT NULL,
    name TEXT NOT NULL,                -- «шелкография, 2 цвета, грудь»
    method TEXT NOT NULL DEFAULT '',
    colours BIGINT NOT NULL DEFAULT 1,
    place TEXT NOT NULL DEFAULT '',
    per_piece_micro BIGINT NOT NULL,
    setup_micro BIGINT NOT NULL
);
CREATE INDEX quote_imprints_option ON quote_imprints (option_id, place_order);

-- The client's personal page. The token is stored hashed (docs/data-model.md, Public links).
CREATE TABLE public_links (
    id {{id}},
    scope TEXT NOT NULL,               -- quote
    subject_id BIGINT NOT NULL,        -- the quote
    version_id BIGINT,
    token_hash TEXT NOT NULL,
    token_sealed TEXT NOT NULL DEFAULT '',  -- encrypted, to show the manager the link again
    expires_at BIGINT,
    revoked_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX public_links_token ON public_links (token_hash);
CREATE INDEX public_links_subject ON public_links (scope, subject_id);

-- What happened with a version: who sent what to whom, and what the client did.
CREATE TABLE quote_sendings (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    link_id BIGINT REFERENCES public_links (id),
    letter_id BIGINT REFERENCES letters (id),
    address TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    outside BIGINT NOT NULL DEFAULT 0, -- «сделано вне программы»
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,               -- printing, queued, sent, failed, cancelled
    problem TEXT NOT NULL DEFAULT '',
    sent_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX quote_sendings_quote ON quote_sendings (quote_id, id);
CREATE INDEX quote_sendings_letter ON quote_sendings (letter_id);

CREATE TABLE quote_views (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    kind TEXT NOT NULL,                -- loaded, opened, looked_at
    line_key TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX quote_views_quote ON quote_views (quote_id, id);

-- The client's choices and words on the page.
CREATE TABLE quote_choices (
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    line_id BIGINT NOT NULL REFERENCES quote_lines (id),
    option_id BIGINT REFERENCES quote_options (id),
    left_out BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL,
    PRIMARY KEY (version_id, line_id)
);
CREATE TABLE quote_remarks (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    line_key TEXT NOT NULL DEFAULT '', -- empty: about the whole
    author_name TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id),  -- ours; nothing: the client
    text TEXT NOT NULL,
    is_question BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
);
CREATE INDEX quote_remarks_quote ON quote_remarks (quote_id, id);

CREATE TABLE quote_acceptances (
    id {{id}},
    quote_id BIGINT NOT NULL REFERENCES quotes (id),
    version_id BIGINT NOT NULL REFERENCES quote_versions (id),
    name TEXT NOT NULL,                -- who said yes
    total_kopecks BIGINT NOT NULL,
    by_person_id BIGINT REFERENCES people (id),  -- a manager wrote it down
    address TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX quote_acceptances_quote ON quote_acceptances (quote_id, id);

-- Objections (1.2.4.3): kind is a key of the process.
CREATE TABLE objections (
    id {{id}},
    deal_id BIGINT NOT NULL REFERENCES deals (id),
    quote_id BIGINT REFERENCES quotes (id),
    kind TEXT NOT NULL,                -- price, date, supplier, need, trust
    words TEXT NOT NULL,               -- the client's
    answer TEXT NOT NULL DEFAULT '',
    answer_key TEXT NOT NULL DEFAULT '',  -- which agreed answer was used
    answered_by_version_id BIGINT REFERENCES quote_versions (id),
    state TEXT NOT NULL DEFAULT 'open',   -- open, answered, won, lost
    author_id BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX objections_deal ON objections (deal_id, id);
