-- "No company" and "no contact" are asked among the open deals. An index that also holds the empty
-- ones would answer with those of all years; = and IN never look for them.

DROP INDEX deals_company;
DROP INDEX deals_contact;
CREATE INDEX deals_company ON deals (company_id, created_at DESC) WHERE company_id IS NOT NULL;
CREATE INDEX deals_contact ON deals (contact_id, created_at DESC) WHERE contact_id IS NOT NULL;
