-- What is late or lacking, found by indexes: the live map asks for it at every look.

DROP INDEX deals_stage_due;
CREATE INDEX deals_late_quote ON deals (stage, quote_due_at)
    WHERE outcome = 'open' AND quote_sent_at IS NULL;
CREATE INDEX deals_late_stage ON deals (stage, stage_due_at) WHERE outcome = 'open';
CREATE INDEX deals_late_step ON deals (stage, next_step_at) WHERE outcome = 'open';
CREATE INDEX deals_no_company ON deals (id) WHERE outcome = 'open' AND company_id IS NULL;
CREATE INDEX deals_no_contact ON deals (id) WHERE outcome = 'open' AND contact_id IS NULL;
CREATE INDEX tasks_kind ON tasks (kind, due_at) WHERE state = 'open';
