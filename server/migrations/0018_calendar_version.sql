-- A year of the calendar is edited by people: its version tells two editors apart.

ALTER TABLE calendar_years ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
