-- What is open is a small part of what there was over the years: lists of it have their own order.
-- The conditions stand in the queries word for word, else a database does not find these indexes.

CREATE INDEX deals_open ON deals (created_at DESC, id DESC) WHERE outcome = 'open';
CREATE INDEX deals_lost ON deals (lost_reason, created_at DESC, id DESC) WHERE lost_reason <> '';
DROP INDEX enquiries_state;
CREATE INDEX enquiries_closed ON enquiries (state, arrived_at DESC, id DESC)
    WHERE state NOT IN ('new', 'in_work');
CREATE INDEX enquiries_open ON enquiries (arrived_at DESC, id DESC)
    WHERE state IN ('new', 'in_work');
