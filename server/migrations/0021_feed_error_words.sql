-- What went wrong with a feed, in English too.

ALTER TABLE feeds ADD COLUMN last_error_en TEXT NOT NULL DEFAULT '';
