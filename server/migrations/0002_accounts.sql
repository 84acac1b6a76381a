-- People and what they may do, the sellers the agency sells from, the company's settings.

CREATE TABLE teams (
    id {{id}},
    name TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE people (
    id {{id}},
    login TEXT NOT NULL,               -- an e-mail address or a short name, folded
    password_hash TEXT NOT NULL,       -- argon2id; empty = may not sign in
    name TEXT NOT NULL,                -- as letters sign it: «Анна Смирнова»
    position TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,                -- key of accounts::roles()
    team_id BIGINT REFERENCES teams (id),
    language TEXT NOT NULL DEFAULT 'ru',
    active BIGINT NOT NULL DEFAULT 1,
    on_shift BIGINT NOT NULL DEFAULT 1,  -- takes part in handing out enquiries
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX people_login ON people (login);
CREATE INDEX people_team ON people (team_id);

CREATE TABLE sessions (
    id {{id}},
    person_id BIGINT NOT NULL REFERENCES people (id),
    token_hash TEXT NOT NULL,          -- SHA-256 of the cookie's value
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,           -- written at most once in a few minutes
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Failed sign-ins, counted per login and per address within a window.
CREATE TABLE login_failures (
    id {{id}},
    key TEXT NOT NULL,                 -- "login:anna", "address:10.0.0.7"
    at BIGINT NOT NULL
);
CREATE INDEX login_failures_key ON login_failures (key, at);

CREATE TABLE api_tokens (
    id {{id}},
    person_id BIGINT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,              -- permissions, separated by spaces
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX api_tokens_token ON api_tokens (token_hash);
CREATE INDEX api_tokens_person ON api_tokens (person_id);

-- Legal entities the agency sells from: an ООО with VAT, an ИП on УСН.
CREATE TABLE sellers (
    id {{id}},
    name TEXT NOT NULL,                -- «ООО «Сувенир Плюс»»
    legal_form TEXT NOT NULL,          -- ООО, ИП, АО
    inn TEXT NOT NULL,
    kpp TEXT NOT NULL DEFAULT '',
    ogrn TEXT NOT NULL DEFAULT '',
    legal_address TEXT NOT NULL DEFAULT '',
    director TEXT NOT NULL DEFAULT '',
    accountant TEXT NOT NULL DEFAULT '',
    number_prefix TEXT NOT NULL DEFAULT '',
    numbers_by TEXT NOT NULL DEFAULT 'tirazh',  -- who numbers invoices and УПД: tirazh, onec
    is_default BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX sellers_inn ON sellers (inn, kpp);

-- How a seller pays VAT, from a day on (quotes::VatRegime).
CREATE TABLE seller_vat_regimes (
    id {{id}},
    seller_id BIGINT NOT NULL REFERENCES sellers (id),
    regime TEXT NOT NULL,
    valid_from TEXT NOT NULL           -- date
);
CREATE UNIQUE INDEX seller_vat_regimes_from ON seller_vat_regimes (seller_id, valid_from);

CREATE TABLE seller_accounts (
    id {{id}},
    seller_id BIGINT NOT NULL REFERENCES sellers (id),
    account TEXT NOT NULL,
    bik TEXT NOT NULL,
    bank TEXT NOT NULL,
    correspondent_account TEXT NOT NULL DEFAULT '',
    is_default BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX seller_accounts_seller ON seller_accounts (seller_id);

-- Numbers that people read, taken last in the transaction and never used again.
CREATE TABLE counters (
    seller_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                -- quote, invoice, upd, payment_order
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (seller_id, kind, year)
);

-- One row: the company's settings (accounts::CompanySettings as JSON).
CREATE TABLE company_settings (
    id BIGINT PRIMARY KEY,
    settings TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
