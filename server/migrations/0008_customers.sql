-- Companies and contacts, many to many (1.2.1). Merging sets merged_into; rows elsewhere keep the
-- original ids, so that an unmerge is exact.

CREATE TABLE company_groups (
    id {{id}},
    name TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE companies (
    id {{id}},
    name TEXT NOT NULL,                -- as people call it: «Ромашка»
    legal_form TEXT NOT NULL DEFAULT '',
    legal_name TEXT NOT NULL DEFAULT '',
    name_key TEXT                      -- folded, without form and quotation marks; for duplicates
-- only postgres
        COLLATE "C"
-- end only
        NOT NULL,
    inn TEXT NOT NULL DEFAULT '',
    kpp TEXT NOT NULL DEFAULT '',
    ogrn TEXT NOT NULL DEFAULT '',
    legal_address TEXT NOT NULL DEFAULT '',
    delivery_address TEXT NOT NULL DEFAULT '',
    line_of_business TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    domain TEXT NOT NULL DEFAULT '',   -- of the site or of e-mails; never a free mail provider's
    note TEXT NOT NULL DEFAULT '',
    logo_attachment_id BIGINT,
    brand_colour TEXT NOT NULL DEFAULT '',
    group_id BIGINT REFERENCES company_groups (id),
    owner_id BIGINT REFERENCES people (id),
    merged_into BIGINT REFERENCES companies (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX companies_name_key ON companies (name_key, id);
CREATE INDEX companies_inn ON companies (inn, kpp) WHERE inn <> '';
CREATE INDEX companies_domain ON companies (domain) WHERE domain <> '';
CREATE INDEX companies_owner ON companies (owner_id, changed_at DESC, id DESC);
CREATE INDEX companies_merged ON companies (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX companies_group ON companies (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX companies_changed ON companies (changed_at DESC, id DESC);

CREATE TABLE company_bank_accounts (
    id {{id}},
    company_id BIGINT NOT NULL REFERENCES companies (id),
    account TEXT NOT NULL,
    bik TEXT NOT NULL,
    bank TEXT NOT NULL DEFAULT '',
    correspondent_account TEXT NOT NULL DEFAULT ''
);
CREATE INDEX company_bank_accounts_company ON company_bank_accounts (company_id);

CREATE TABLE contacts (
    id {{id}},
    surname TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    patronymic TEXT NOT NULL DEFAULT '',
    address_form TEXT NOT NULL DEFAULT '',  -- «Уважаемая Анна Петровна» (1.2.1.2)
    full_key TEXT                      -- folded «surname name patronymic»
-- only postgres
        COLLATE "C"
-- end only
        NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    consent_at BIGINT,                 -- to advertising letters (38-ФЗ)
    owner_id BIGINT REFERENCES people (id),
    merged_into BIGINT REFERENCES contacts (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX contacts_full_key ON contacts (full_key, id);
CREATE INDEX contacts_owner ON contacts (owner_id, changed_at DESC, id DESC);
CREATE INDEX contacts_merged ON contacts (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contacts_changed ON contacts (changed_at DESC, id DESC);

-- Phones, e-mails, messengers of a contact or of a company (1.2.1.4).
CREATE TABLE contact_points (
    id {{id}},
    contact_id BIGINT REFERENCES contacts (id),
    company_id BIGINT REFERENCES companies (id),
    kind TEXT NOT NULL,                -- phone, email, telegram, whatsapp, max, other
    value TEXT NOT NULL,               -- +79161234567; address@example.ru; as shown for others
    key TEXT NOT NULL,                 -- normalised, for finding
    extension TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    preferred BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX contact_points_key ON contact_points (kind, key);
CREATE INDEX contact_points_contact ON contact_points (contact_id);
CREATE INDEX contact_points_company ON contact_points (company_id);

CREATE TABLE company_contacts (
    company_id BIGINT NOT NULL REFERENCES companies (id),
    contact_id BIGINT NOT NULL REFERENCES contacts (id),
    position TEXT NOT NULL DEFAULT '', -- per company (1.2.1.3)
    is_main BIGINT NOT NULL DEFAULT 0,
    left_at BIGINT,
    PRIMARY KEY (company_id, contact_id)
);
CREATE INDEX company_contacts_contact ON company_contacts (contact_id);
